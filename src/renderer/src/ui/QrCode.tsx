import { useMemo } from 'react';
import { encode } from 'uqr';

/**
 * A text for the camera of another device. Always dark on light, as scanners expect it (ISO/IEC 18004).
 * Nothing where the text is too long for a code.
 */
export function QrCode({ text, label }: { text: string; label: string }) {
  const code = useMemo(() => drawCode(text), [text]);
  if (!code) return null;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${code.size} ${code.size}`}
      shapeRendering="crispEdges"
      className="size-32 shrink-0 rounded"
    >
      <rect width="100%" height="100%" fill="#fff" />
      <path d={code.path} fill="#000" />
    </svg>
  );
}

/** One square for each dark module, as a single path. */
function drawCode(text: string): { size: number; path: string } | null {
  try {
    // A border of four modules is the quiet zone that scanners need.
    const { size, data } = encode(text, { ecc: 'M', border: 4 });
    const squares = data.flatMap((row, y) =>
      row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])),
    );
    return { size, path: squares.join('') };
  } catch {
    return null;
  }
}
