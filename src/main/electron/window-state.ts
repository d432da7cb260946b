import { readFileSync, writeFileSync } from 'node:fs';
import type { BrowserWindow, Rectangle } from 'electron';
import { z } from 'zod';

const coordinate = z.number().int();

const windowStateSchema = z.object({
  bounds: z.object({
    x: coordinate,
    y: coordinate,
    width: coordinate.min(400),
    height: coordinate.min(300),
  }),
  isMaximized: z.boolean(),
});

export type WindowState = z.infer<typeof windowStateSchema>;

/** Null where nothing usable was kept: the window then opens in its default size. */
export function readWindowState(path: string): WindowState | null {
  try {
    return windowStateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

/** A window that cannot be remembered is no reason to keep it from closing. */
export function keepWindowState(
  path: string,
  window: Pick<BrowserWindow, 'getNormalBounds' | 'isMaximized'>,
): void {
  const state: WindowState = { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() };
  try {
    writeFileSync(path, JSON.stringify(state), { mode: 0o600 });
  } catch {}
}

/** Part of the title bar must be on a display that is there now, or the window could not be moved. */
export function isReachable({ x, y, width }: Rectangle, workAreas: Rectangle[]): boolean {
  const grip = 80;
  return workAreas.some(
    (area) =>
      x + width - grip >= area.x &&
      x + grip <= area.x + area.width &&
      y >= area.y &&
      y + grip <= area.y + area.height,
  );
}
