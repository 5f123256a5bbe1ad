import { randomUUID } from 'node:crypto';
import axios from 'axios';

import { openBlip, type BlipPhones } from './harness/blip-phones';
import { itemsOf } from './harness/execution-items';
import type { RunningN8n } from './harness/running-n8n';
import { sharedN8n } from './harness/shared-n8n';
import { publishSystem, type PublishedSystem } from './harness/system-to-replace';

// Proves in a real n8n that messages of a shop reach its customers through a Blip router: as text or as template, with
// the opt-in that an offer needs, and with the block of the flow in which the answer goes on.

const BOTS = [{ name: 'acmerouter', secret: 'secret-router', onChannels: true }];
const template = (name: string, text: string) => ({
	...{ name, language: 'pt_BR', components: [{ type: 'BODY', text }] },
});
const TEMPLATES = [
	template('pedido_pronto', 'Olá {{1}}, o pedido {{2}} está pronto.'),
	template('oferta', 'Olá {{1}}, só hoje: 20%.'),
];
const HOUR_MS = 3_600_000;

const credentials = { businessMessagingBlipApi: { id: '', name: 'Blip acmerouter' } };

/** Returns a workflow that shows the proof of a consent. */
function proofWorkflow() {
	const webhook = {
		...{ id: randomUUID(), name: 'Asked', type: 'n8n-nodes-base.webhook', typeVersion: 2 },
		...{ position: [0, 0], webhookId: randomUUID() },
		parameters: { path: 'proof', httpMethod: 'POST', responseMode: 'lastNode' },
	};
	const history = {
		...{ id: randomUUID(), name: 'Proof', type: 'n8n-nodes-business-messaging.businessMessaging' },
		...{ typeVersion: 2, position: [240, 0], credentials },
		parameters: {
			...{ provider: 'blip', resource: 'contact', operation: 'getConsentHistory' },
			...{ customer: 'anotherCustomer', to: '={{ $json.body.phone }}' },
			from: { __rl: true, mode: 'id', value: 'acmerouter' },
		},
	};
	const next = [{ node: 'Proof', type: 'main', index: 0 }];
	return {
		...{ name: 'Proof', nodes: [webhook, history], connections: { Asked: { main: [next] } } },
	};
}

/** Returns a workflow that hears the customers, so that the store knows when each of them last wrote. */
function hearingWorkflow() {
	const parameters = { provider: 'blip', triggerOn: ['message'] };
	const trigger = {
		...{ id: randomUUID(), name: 'Customer writes', typeVersion: 2, position: [0, 0], parameters },
		...{ type: 'n8n-nodes-business-messaging.businessMessagingTrigger', webhookId: randomUUID() },
		credentials,
	};
	return { name: 'Hears customers', nodes: [trigger], connections: {} };
}

describe('messages of a shop through a Blip router', () => {
	let n8n: RunningN8n;
	let blip: BlipPhones;
	let system: PublishedSystem;

	beforeAll(async () => {
		n8n = sharedN8n();
		const customers = ['+5511977770001', '+5511977770002', '+5511977770003', '+5511977770004'];
		blip = await openBlip(n8n, BOTS, {
			templates: TEMPLATES,
			customers: customers.map((phone) => ({ phone })),
		});
		system = await publishSystem(n8n, 'blip-services', {
			credentials: blip.credentials,
			enterAddress: blip.enterAddress,
			only: /^[234]-/,
			more: { hears: hearingWorkflow(), proof: proofWorkflow() },
		});
	});
	afterAll(async () => {
		for (const { id } of Object.values(system ?? {})) await n8n.unpublish(id);
		await blip?.emulator.close();
	});

	const post = async (workflow: string, path: string, body: object) => {
		const { data } = await axios.post<unknown>(system[workflow]?.webhook(path) ?? '', body);
		return data;
	};
	const blockedIn = async (workflow: string, node: string, count: number) => {
		const [newest] = await n8n.waitForExecutions(system[workflow]?.id ?? '', count);
		return (newest ? itemsOf(newest, node, 1) : []).map(({ blocked }) => blocked);
	};
	const orderIsReady = (name: string, phone: string) =>
		post('2-reply-or-notification', 'order-ready', { name, phone, order: 'B-7' });

	it('the order is ready: a text within 24 hours, a template afterwards, and nothing after an opt-out', async () => {
		const ana = blip.customer('+5511977770001');
		await ana.writes('oi');
		await orderIsReady('Ana', '+55 11 97777-0001');
		await ana.hears('Oi! O seu pedido está pronto. 🥐');

		const rui = blip.customer('+5511977770002');
		const seconds = Math.floor((Date.now() - 25 * HOUR_MS) / 1000);
		await rui.writes('oi', { '#wa.timestamp': String(seconds) });
		await orderIsReady('Rui "da padaria"', '55 11 97777-0002');
		await rui.hears('[pedido_pronto, Rui "da padaria", B-7]');

		await ana.writes('sair');
		await orderIsReady('Ana', '+5511977770001');
		expect(await blockedIn('2-reply-or-notification', 'Text or template', 3)).toEqual([
			expect.objectContaining({ code: 'optedOut', reason: expect.any(String) }),
		]);
		await ana.hearsNothing();
	});

	it('the offer reaches no customer without an opt-in, and each of the others once', async () => {
		const eva = blip.customer('+5511977770003');
		const offer = () =>
			post('3-notification-with-opt-in', 'offer', { name: 'Eva', phone: '+5511977770003' });
		const blocked = (count: number) => blockedIn('3-notification-with-opt-in', 'Offer', count);
		await offer();
		expect(await blocked(1)).toMatchObject([{ code: 'noOptIn' }]);

		await post('3-opt-in', 'opt-in', { phone: '+5511977770003' });
		await n8n.waitForExecutions(system['3-opt-in']?.id ?? '', 1);
		expect(await post('proof', 'proof', { phone: '+55 11 97777-0003' })).toMatchObject({
			...{ state: 'optedIn', scope: 'all', evidence: 'Caixa de seleção no site' },
		});
		await offer();
		await eva.hears('[oferta, Eva]');
		await offer();
		expect(await blocked(3)).toMatchObject([{ code: 'alreadySentInCampaign' }]);
		await eva.hearsNothing();
	});

	it('the answer to a template goes on in a block of the flow', async () => {
		const leo = { name: 'Leo', phone: '+5511977770004', order: 'B-9' };
		await post('4-template-continues-in-flow', 'order-flow', leo);
		await blip.customer(leo.phone).hears('[pedido_pronto]');
		expect(blip.emulator.world.campaigns).toMatchObject([
			{
				campaign: { masterState: 'acmesupport@msging.net', flowId: 'f-1', stateId: 'onboarding' },
				audience: { recipient: leo.phone, messageParams: { '1': 'Leo', '2': 'B-9' } },
			},
		]);
	});
});
