import type { Call, Reply } from './calls';
import type { Contract } from './contract';
import { refusals } from './graph-errors';
import { deleteMedia, describeMedia, uploadMedia } from './media';
import { postMessage, type Accepted } from './messages';
import {
	accountApps,
	appSubscriptions,
	setNumberAddress,
	webhookConfiguration,
} from './subscriptions';
import { createTemplate, deleteTemplates } from './template-changes';
import { listTemplates, page, pick } from './templates';
import type { NumberState, World } from './world';

/** Routes a call to the object of the Graph and its operation. Throws refusals. */

export interface RouteContext {
	world: World;
	contract: Contract;
	baseUrl: string;
	accepted: (accepted: Accepted) => void;
}

/** The fields that Meta gives without being asked for any. */
const DEFAULT_NUMBER_FIELDS = ['id', 'display_phone_number', 'verified_name', 'quality_rating'];

export async function route(call: Call, context: RouteContext): Promise<Reply> {
	const { world } = context;
	const [id = '', edge, ...rest] = call.segments;
	if (rest.length > 0) throw refusals.unsupported(call.method);
	if (id === 'app' && edge === undefined) {
		return { status: 200, body: { id: world.tokenAppId, name: 'Emulated app' } };
	}
	if (id === world.appId) return appRoute(call, edge, world);
	if (id === world.accountId) return accountRoute(call, edge, world);
	const number = world.numbers.get(id);
	if (number) return numberRoute(call, edge, number, context);
	if (call.method === 'GET') {
		const media = describeMedia(id, world, context.baseUrl);
		if (media) return media;
	}
	if (call.method === 'DELETE') return deleteMedia(id, world);
	throw refusals.unknownNode(id);
}

async function appRoute(call: Call, edge: string | undefined, world: World): Promise<Reply> {
	if (edge !== 'subscriptions') throw refusals.unsupported(call.method);
	if (call.identity !== 'app') throw refusals.appTokenNeeded();
	return appSubscriptions(call, world);
}

async function accountRoute(call: Call, edge: string | undefined, world: World): Promise<Reply> {
	if (edge === undefined && call.method === 'GET') {
		const account = { id: world.accountId, name: world.accountName, currency: 'BRL' };
		return { status: 200, body: pick(account, wantedFields(call, ['id', 'name'])) };
	}
	if (edge === 'subscribed_apps') return accountApps(call, world);
	if (edge === 'message_templates') {
		if (call.method === 'GET') return listTemplates(call, world);
		if (call.method === 'POST') return createTemplate(call, world);
		if (call.method === 'DELETE') return deleteTemplates(call, world);
	}
	if (edge === 'phone_numbers' && call.method === 'GET') {
		const numbers = [...world.numbers.values()].map((number) =>
			describeNumber(number, world, wantedFields(call, DEFAULT_NUMBER_FIELDS)),
		);
		return page(numbers, call.query, call.path);
	}
	throw refusals.unsupported(call.method);
}

async function numberRoute(
	call: Call,
	edge: string | undefined,
	number: NumberState,
	context: RouteContext,
): Promise<Reply> {
	const { world } = context;
	if (edge === undefined && call.method === 'GET') {
		const fields = wantedFields(call, DEFAULT_NUMBER_FIELDS);
		return { status: 200, body: describeNumber(number, world, fields) };
	}
	if (call.method !== 'POST') throw refusals.unsupported(call.method);
	if (edge === undefined) return setNumberAddress(call, world, number);
	if (edge === 'messages') {
		return postMessage(call, world, number, context.contract, context.accepted);
	}
	if (edge === 'media') return uploadMedia(call, world);
	throw refusals.unsupported(call.method);
}

function describeNumber(
	number: NumberState,
	world: World,
	fields: readonly string[],
): Record<string, unknown> {
	return pick(
		{
			id: number.id,
			display_phone_number: number.displayPhoneNumber,
			verified_name: number.verifiedName,
			quality_rating: 'GREEN',
			name_status: 'APPROVED',
			code_verification_status: 'VERIFIED',
			status: 'CONNECTED',
			platform_type: 'CLOUD_API',
			throughput: { level: 'STANDARD' },
			account_mode: 'LIVE',
			whatsapp_business_manager_messaging_limit: 'TIER_2K',
			health_status: { can_send_message: 'AVAILABLE', entities: [] },
			webhook_configuration: webhookConfiguration(number, world),
		},
		fields,
	);
}

function wantedFields(call: Call, fallback: readonly string[]): readonly string[] {
	return call.query.fields?.split(',').map((field) => field.trim()) ?? fallback;
}
