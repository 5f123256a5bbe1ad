import type { ProviderAdapter } from '../../messaging/provider';
import { readWhatsAppAddress } from '../whatsapp-format/addresses';
import { authenticate } from './authenticate';
import { build } from './build';
import { capabilities } from './capabilities';
import { explainError } from './errors';
import { handshake } from './handshake';
import { media } from './media';
import { number } from './number';
import { parse } from './parse';
import { registration } from './registration';
import { readResponse } from './response';
import { senders } from './senders';
import { signals } from './signals';
import { templates } from './templates';

/** Meta's WhatsApp Business Platform, Cloud API. */
export const whatsappCloud = {
	name: 'whatsappCloud',
	channels: ['whatsapp'],
	capabilities,
	accountId: ({ businessAccountId, appId }) =>
		businessAccountId === undefined ? undefined : `${businessAccountId}:${appId ?? ''}`,
	authenticate,
	handshake,
	parse,
	build,
	readResponse,
	explainError,
	readAddress: (typed, _channel, home) => readWhatsAppAddress(typed, home),
	readBusiness: (typed) => typed.trim() || undefined,
	registration,
	templates,
	media,
	signals,
	senders,
	number,
} as const satisfies ProviderAdapter;
