import { useEffect } from 'react';
import { useApp } from '../store/app-store';

/** Tells the style sheet which theme the user picked; `system` leaves it to the desktop. */
export function useTheme(): void {
  const theme = useApp((state) => state.preferences.theme);
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === 'system') delete dataset['theme'];
    else dataset['theme'] = theme;
  }, [theme]);
}
