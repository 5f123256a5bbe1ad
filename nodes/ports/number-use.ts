import { createNumberUse } from '../../delivery/number-use';

/** The one count of this n8n process: what all workflows send through a number counts together. */
export const numberUse = createNumberUse(Date.now);
