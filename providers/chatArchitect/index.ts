import type { ProviderAdapter } from '../../messaging/provider';
import { readWhatsAppAddress } from '../whatsapp-format/addresses';
import { phoneOf } from '../whatsapp-format/people';
import { readBusiness } from './addresses';
import { authenticate } from './authenticate';
import { build } from './build';
import { capabilities } from './capabilities';
import { explainError } from './errors';
import { media } from './media';
import { parse } from './parse';
import { registration } from './registration';
import { readResponse } from './response';
import { senders } from './senders';
import { templates } from './templates';

/** ChatArchitect: WhatsApp through Gupshup, with an API of its own for sending. */
export const chatArchitect = {
	name: 'chatArchitect',
	channels: ['whatsapp'],
	capabilities,
	accountId: ({ appId }) => appId,
	authenticate,
	parse,
	build,
	readResponse,
	explainError,
	readAddress: (typed, _channel, home) => readWhatsAppAddress(typed, home),
	readBusiness,
	phoneOfBusiness: phoneOf,
	registration,
	templates,
	media,
	senders,
} as const satisfies ProviderAdapter;
