import { useContext, useMemo, useState } from 'react';
import { StoreContext, useApp } from '../store/app-store';
import { Palette } from '../ui/Palette';
import { listPaletteItems } from './palette-items';
import { useCommandKeys } from './use-command-keys';

/** Everything that can be done, and every profile, session and failure there is, by a few of its letters. */
export function CommandPalette() {
  const store = useContext(StoreContext);
  const isOpen = useApp((state) => state.isPaletteOpen);
  const setPaletteOpen = useApp((state) => state.setPaletteOpen);
  const [search, setSearch] = useState('');
  useCommandKeys();
  const items = useMemo(
    () => (store && isOpen ? listPaletteItems(store.getState(), search) : []),
    [store, isOpen, search],
  );
  const close = () => {
    setPaletteOpen(false);
    setSearch('');
  };
  return (
    <Palette
      isOpen={isOpen}
      label="Commands"
      placeholder="Run, open or find anything"
      search={search}
      items={items}
      onSearch={setSearch}
      onClose={close}
      onPick={(item) => store && item.run(store.getState())}
    />
  );
}
