import { updateDisplayOptions } from 'n8n-workflow';

import { endsFields } from '../../fields/ends';
import { questionFields } from '../../fields/question';

const displayOptions = { show: { resource: ['message'], operation: ['sendAndWaitForReply'] } };

/** Fields of the question. `ask/` runs this operation, because its execution waits. */
export const description = updateDisplayOptions(displayOptions, [...endsFields, ...questionFields]);
