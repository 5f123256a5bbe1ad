import type { ProviderAdapter } from '../../messaging/provider';
import { readWhatsAppAddress } from '../whatsapp-format/addresses';
import { authenticate } from './authenticate';
import { build } from './build';
import { capabilities } from './capabilities';
import { explainError } from './errors';
import { media } from './media';
import { parse } from './parse';
import { readResponse } from './response';
import { signals } from './signals';
import { templates } from './templates';

/** A provider without an account: its customers write on the chat page in `simulator/`. */
export const simulator = {
	name: 'simulator',
	channels: ['whatsapp'],
	capabilities,
	accountId: () => undefined,
	authenticate,
	parse,
	build,
	readResponse,
	explainError,
	readAddress: (typed, _channel, home) => readWhatsAppAddress(typed, home),
	readBusiness: (typed) => typed.trim() || undefined,
	templates,
	media,
	signals,
} as const satisfies ProviderAdapter;
