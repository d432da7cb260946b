import { useContext, useEffect } from 'react';
import { StoreContext } from '../store/app-store';
import { isShortcut } from '../ui/shortcut';
import { isAvailable } from './command';
import { COMMANDS } from './commands';

/** Whatever has these roles takes its keys for itself. */
const MODAL = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

const FIELD = 'input, textarea, select, [contenteditable]';

function isWithin(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}

/** The keys of the commands, from anywhere in the window but a dialog. */
export function useCommandKeys(): void {
  const store = useContext(StoreContext);
  useEffect(() => {
    if (!store) return;
    const handle = (event: KeyboardEvent) => {
      const state = store.getState();
      if (event.defaultPrevented || isWithin(event.target, MODAL)) return;
      const command = COMMANDS.find(({ shortcut }) => shortcut && isShortcut(event, shortcut));
      if (!command || !isAvailable(command, state)) return;
      if (command.isFieldKey && isWithin(event.target, FIELD)) return;
      event.preventDefault();
      command.run(state);
    };
    window.addEventListener('keydown', handle);
    return () => window.removeEventListener('keydown', handle);
  }, [store]);
}
