import { sleep } from 'n8n-workflow';

import { createPacer } from '../../delivery/pacing/pacer';

/** The one pacer of this n8n process: the provider counts the messages of all workflows together. */
export const messagePacer = createPacer({ now: () => Date.now(), sleep });
