import type { ProviderAdapter } from '../../messaging/provider';
import { readAddress, readBusiness } from './addresses';
import { agents } from './agents';
import { authenticate } from './authenticate';
import { build } from './build';
import { capabilities } from './capabilities';
import { customers } from './customers';
import { explainError } from './errors';
import { media } from './media';
import { BLIP_CHANNELS } from './node';
import { parse } from './parse';
import { prepareRecipient } from './prepare-recipient';
import { redirect } from './redirect';
import { readResponse } from './response';
import { senders } from './senders';
import { signals } from './signals';
import { templates } from './templates';

/** Blip (blip.ai): router, bots and Desk, over LIME by HTTP. Its webhooks can only be entered by hand. */
export const blip = {
	name: 'blip',
	channels: BLIP_CHANNELS,
	capabilities,
	accountId: ({ botId }) => botId,
	authenticate,
	parse,
	prepareRecipient,
	build,
	readResponse,
	explainError,
	readAddress,
	readBusiness,
	templates,
	media,
	signals,
	senders,
	redirect,
	agents,
	customers,
} as const satisfies ProviderAdapter;
