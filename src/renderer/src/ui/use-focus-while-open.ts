import { useEffect, useState } from 'react';

/** The focus goes to the element of this id, and at the end back to where it was unless it has moved on. */
export function useFocusWhileOpen(id: string): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(() => {
    document.getElementById(id)?.focus();
    return () => {
      requestAnimationFrame(() => {
        if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus();
      });
    };
  }, [id, opener]);
}
