import type { AppState } from '../store/app-state';
import type { Shortcut } from '../ui/shortcut';

/** Something that can be done from anywhere: by its key, in the palette and in the menu bar of the window. */
export interface Command {
  id: string;
  title: string;
  group: string;
  shortcut?: Shortcut;
  /** In a field the key is the field's own. */
  isFieldKey?: boolean;
  /** Other words that somebody may look for. */
  keywords?: string;
  /** Undefined: always. */
  isAvailable?(state: AppState): boolean;
  run(state: AppState): void;
}

export function isAvailable(command: Command, state: AppState): boolean {
  return command.isAvailable?.(state) ?? true;
}
