import type { ProviderAdapter } from '../../messaging/provider';
import { phoneOf } from '../whatsapp-format/people';
import { readAddress, readBusiness } from './addresses';
import { authenticate } from './authenticate';
import { build } from './build';
import { capabilities } from './capabilities';
import { explainError } from './errors';
import { media } from './media';
import { parse } from './parse';
import { registration } from './registration';
import { readResponse } from './response';
import { senders } from './senders';
import { signals } from './signals';
import { templates } from './templates';

/** Infobip: WhatsApp, Viber Business Messages and SMS. SMS is a channel of its own, or the fallback of the other two. */
export const infobip = {
	name: 'infobip',
	channels: ['whatsapp', 'viber', 'sms'],
	capabilities,
	accountId: ({ baseUrl }) => baseUrl || undefined,
	authenticate,
	parse,
	build,
	readResponse,
	explainError,
	readAddress,
	readBusiness,
	phoneOfBusiness: phoneOf,
	registration,
	templates,
	media,
	signals,
	senders,
} as const satisfies ProviderAdapter;
