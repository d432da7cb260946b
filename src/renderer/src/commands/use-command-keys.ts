import { useContext, useEffect } from 'react';
import { StoreContext } from '../store/app-store';
import { isShortcut } from '../ui/shortcut';
import { isAvailable } from './command';
import { COMMANDS } from './commands';

/** Whatever has these roles takes its keys for itself. */
const MODAL = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** The keys of the commands, from anywhere in the window but a dialog. */
export function useCommandKeys(): void {
  const store = useContext(StoreContext);
  useEffect(() => {
    if (!store) return;
    const handle = (event: KeyboardEvent) => {
      const state = store.getState();
      if (event.defaultPrevented || (event.target instanceof Element && event.target.closest(MODAL))) return;
      const command = COMMANDS.find(({ shortcut }) => shortcut && isShortcut(event, shortcut));
      if (!command || !isAvailable(command, state)) return;
      event.preventDefault();
      command.run(state);
    };
    window.addEventListener('keydown', handle);
    return () => window.removeEventListener('keydown', handle);
  }, [store]);
}
