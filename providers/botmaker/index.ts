import type { ProviderAdapter } from '../../messaging/provider';
import { phoneOf } from '../whatsapp-format/people';
import { readAddress } from './addresses';
import { agents } from './agents';
import { authenticate } from './authenticate';
import { build } from './build';
import { capabilities } from './capabilities';
import { customers } from './customers';
import { explainError } from './errors';
import { media } from './media';
import { parse } from './parse';
import { CHANNELS, lineOfId } from './platform';
import { redirect } from './redirect';
import { registration } from './registration';
import { readResponse } from './response';
import { senders } from './senders';
import { templates } from './templates';

/** Botmaker, API v2. */
export const botmaker = {
	name: 'botmaker',
	channels: CHANNELS,
	capabilities,
	accountId: ({ clientId }) => clientId,
	authenticate,
	parse,
	build,
	readResponse,
	explainError,
	readAddress,
	readBusiness: (typed) => typed.trim() || undefined,
	phoneOfBusiness: (id) => phoneOf(lineOfId(id)),
	registration,
	templates,
	media,
	senders,
	redirect,
	agents,
	customers,
} as const satisfies ProviderAdapter;
