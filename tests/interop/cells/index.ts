import type { Cell } from '../cell';
import { APPROVAL_CELLS } from './approval';
import { AUTHORIZATION_CODE_CELLS } from './authorization-code';
import { DIRECT_CELLS } from './direct';
import { FRONT_CHANNEL_CELLS } from './front-channel';

export const CELLS: Cell[] = [
  ...AUTHORIZATION_CODE_CELLS,
  ...FRONT_CHANNEL_CELLS,
  ...DIRECT_CELLS,
  ...APPROVAL_CELLS,
];
