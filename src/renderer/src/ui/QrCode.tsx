import { clsx } from 'clsx';
import { type ReactNode, useMemo } from 'react';
import { encode } from 'uqr';

interface QrCodeProps {
  text: string;
  label: string;
  /** For long texts: more room, and fewer modules, since nothing damages a code on a screen. */
  isLarge?: boolean;
  fallback?: ReactNode;
}

/**
 * A text for the camera of another device. Always dark on light, as scanners expect it (ISO/IEC 18004).
 * `fallback` where the text is too long for a code.
 */
export function QrCode({ text, label, isLarge = false, fallback = null }: QrCodeProps) {
  const code = useMemo(() => drawCode(text, isLarge ? 'L' : 'M'), [text, isLarge]);
  if (!code) return fallback;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${code.size} ${code.size}`}
      shapeRendering="crispEdges"
      className={clsx('shrink-0 rounded', isLarge ? 'size-56' : 'size-32')}
    >
      <rect width="100%" height="100%" className="fill-qr-paper" />
      <path d={code.path} className="fill-qr-ink" />
    </svg>
  );
}

/** One square for each dark module, as a single path. */
function drawCode(text: string, ecc: 'L' | 'M'): { size: number; path: string } | null {
  try {
    // A border of four modules is the quiet zone that scanners need.
    const { size, data } = encode(text, { ecc, border: 4 });
    const squares = data.flatMap((row, y) =>
      row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])),
    );
    return { size, path: squares.join('') };
  } catch {
    return null;
  }
}
