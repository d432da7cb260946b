const ROUND_CONSTANTS = makeConstants(64, 1 / 3);
const START = makeConstants(8, 1 / 2);

/** SHA-256 (FIPS 180-4) of the text's UTF-8 bytes as base64url; diagnosis cannot wait for Web Crypto. */
export function hashToBase64Url(text: string): string {
  const blocks = padMessage(new TextEncoder().encode(text));
  let state = START;
  for (let offset = 0; offset < blocks.byteLength; offset += 64) state = compress(state, blocks, offset);
  const bytes = state.flatMap((word) => [24, 16, 8, 0].map((shift) => (word >>> shift) & 0xff));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function padMessage(message: Uint8Array): DataView {
  const length = Math.ceil((message.length + 9) / 64) * 64;
  const padded = new Uint8Array(length);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(length - 4, message.length * 8);
  return view;
}

function compress(state: number[], blocks: DataView, offset: number): number[] {
  const words: number[] = [];
  for (let index = 0; index < 64; index += 1) {
    words.push(index < 16 ? blocks.getUint32(offset + index * 4) : extend(words, index));
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let index = 0; index < 64; index += 1) {
    const sum = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const choice = (e & f) ^ (~e & g);
    const first = (h + sum + choice + (ROUND_CONSTANTS[index] ?? 0) + (words[index] ?? 0)) | 0;
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const second = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + majority) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  return [a, b, c, d, e, f, g, h].map((value, index) => (value + (state[index] ?? 0)) | 0);
}

function extend(words: number[], index: number): number {
  const near = words[index - 2] ?? 0;
  const far = words[index - 15] ?? 0;
  const small = rotate(far, 7) ^ rotate(far, 18) ^ (far >>> 3);
  const large = rotate(near, 17) ^ rotate(near, 19) ^ (near >>> 10);
  return ((words[index - 16] ?? 0) + small + (words[index - 7] ?? 0) + large) | 0;
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

/** The first bits of the fractional parts of the roots of the first primes. */
function makeConstants(count: number, exponent: number): number[] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate += 1) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  }
  return primes.map((prime) => ((prime ** exponent % 1) * 2 ** 32) | 0);
}
