import { record, text, type Call, type Reply } from '../whatsapp-cloud/calls';
import type { Scope } from './emulator-types';
import { faultsOf } from './strict-documents';
import { refuse } from './refusals';
import { sendMany, sendWhatsApp, type Accepted } from './sends';
import { answerConfigurations, answerSubscriptions } from './subscriptions';
import type { World } from './world';

/** Answers a request: checks the key, its scopes and the form of the body, then asks the product. */
export function answer(
	call: Call,
	world: World,
	authorization: string | undefined,
	accepted: (message: Accepted) => void,
): Reply {
	if (authorization !== `App ${world.apiKey}`) {
		return refuse(call.path, 401, 'Invalid login details');
	}
	const scope = SCOPES.find(([pattern]) => pattern.test(call.path))?.[1];
	if (scope && world.options.missingScopes?.includes(scope)) {
		return refuse(call.path, 403, 'You do not have permission to use this resource');
	}
	if (world.options.checked !== false) {
		const faults = faultsOf(call.method, call.path, call.body);
		if (faults.length > 0) return refuse(call.path, 400, 'Bad request', faults.slice(0, 3));
	}
	return product(call, world, accepted) ?? refuse(call.path, 404, 'Requested URL not found');
}

const SCOPES: ReadonlyArray<readonly [path: RegExp, scope: Scope]> = [
	[/^\/whatsapp\/1\/(message|events)|^\/viber\/|^\/messages-api\//, 'message:send'],
	[/^\/whatsapp\//, 'whatsapp:manage'],
	[/^\/subscriptions\//, 'subscriptions:manage'],
	[/^\/(numbers|resources|resource-management)\//, 'numbers:manage'],
];

function product(
	call: Call,
	world: World,
	accepted: (message: Accepted) => void,
): Reply | undefined {
	const { path, method, segments } = call;
	if (path.startsWith('/whatsapp/1/message/')) return sendWhatsApp(call, world, accepted);
	if (path === '/viber/2/messages' || path === '/messages-api/1/messages') {
		return sendMany(call, world, accepted);
	}
	if (path === '/whatsapp/1/events') return { status: 200, body: { messages: [] } };
	if (path === '/whatsapp/1/templates') return listTemplates(call, world);
	if (/^\/whatsapp\/2\/senders\/[^/]+\/templates$/.test(path) && method === 'POST') {
		return createTemplate(call, world);
	}
	if (/^\/whatsapp\/1\/senders\/[^/]+\/media\//.test(path)) return file(call, world);
	if (/^\/whatsapp\/1\/senders\/[^/]+\/message\/.+\/read$/.test(path)) {
		world.readMarks.push(segments[5] ?? '');
		return { status: 204, body: '' };
	}
	if (path.startsWith('/subscriptions/')) return answerSubscriptions(call, world);
	if (path === '/resource-management/1/inbound-message-configurations') {
		return answerConfigurations(call, world);
	}
	if (path === '/numbers/1/numbers') return listNumbers(world);
	if (path === '/resources/1/resources') return listViberSenders(world);
	if (path === '/account/1/balance')
		return { status: 200, body: { balance: 12.3, currency: 'EUR' } };
	return undefined;
}

function listTemplates({ query }: Call, world: World): Reply {
	const size = Number(query.size ?? 10);
	const page = Number(query.page ?? 0);
	const all = world.templates.filter(({ name }) => query.name === undefined || name === query.name);
	const totalPages = Math.ceil(all.length / size);
	return {
		status: 200,
		body: {
			results: all.slice(page * size, (page + 1) * size),
			paging: { page, size, totalPages, totalResults: all.length },
		},
	};
}

function createTemplate({ body }: Call, world: World): Reply {
	const { name, language, category, structure } = record(body);
	const template = {
		id: String(801_000_000_001 + world.templates.length),
		name: String(name),
		language: String(language),
		category: String(category) as 'MARKETING',
		status: 'PENDING',
		structure: record(structure),
	};
	world.templates.push(template);
	return { status: 201, body: template };
}

function file({ segments, path }: Call, world: World): Reply {
	const found = world.media.get(segments[5] ?? '');
	if (!found) return refuse(path, 404, 'Media not found');
	return found.redirectTo
		? { status: 302, body: '', headers: { location: found.redirectTo } }
		: { status: 200, body: found.content, headers: { 'content-type': found.mimeType } };
}

function listNumbers(world: World): Reply {
	const numbers = world.numbers.map((number, index) => ({
		numberKey: `KEY${index}`,
		number,
		type: 'WHATSAPP',
		capabilities: ['WHATSAPP'],
	}));
	return { status: 200, body: { numbers, numberCount: numbers.length } };
}

function listViberSenders(world: World): Reply {
	const results = world.viberSenders.map((resource) => ({
		resource: text(resource),
		resourceType: 'VIBER_RESOURCE',
		capabilities: ['VIBER_BM'],
	}));
	const totalResults = results.length;
	return {
		status: 200,
		body: { results, paging: { page: 0, size: 100, totalPages: 1, totalResults } },
	};
}
