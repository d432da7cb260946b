/**
 * Cuts a byte stream into the lines of an NDJSON stream; blank lines (keep-alives) are left out. Every
 * chunk is searched once: a line of many megabytes arrives in thousands of them.
 */
export async function* readLines(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let begun: string[] = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const [rest = '', ...following] = decoder.decode(value, { stream: true }).split('\n');
      begun.push(rest);
      for (const next of following) {
        const line = begun.join('');
        begun = [next];
        if (line.trim() !== '') yield line;
      }
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
