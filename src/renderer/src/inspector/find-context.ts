import { createContext } from 'react';

/** True while somebody searches: a text that is otherwise cut is drawn whole, or its end would not be found. */
export const WholeTextContext = createContext(false);
