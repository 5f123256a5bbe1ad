import type { INodeParameters } from 'n8n-workflow';
import nock from 'nock';

import { isolateNodes } from '../../../engine/isolate-nodes';
import { CUSTOMERS, runChain, wrote } from './workflow';

isolateNodes();

const [ANA = ''] = CUSTOMERS;
const BASE_URL = 'https://shop.api.infobip.example';
const INFOBIP = { businessMessagingInfobipApi: { apiKey: 'invented-key', baseUrl: BASE_URL } };
const GRAPH = {
	businessMessagingWhatsAppCloudApi: {
		...{ accessToken: 'invented-token', businessAccountId: '1' },
		baseUrl: 'https://graph.facebook.com',
	},
};
const FORGET = [{ type: 'n8n-nodes-base.set' }];

/** Runs an action on what a customer sent, behind a node that forgot the event. */
async function run(
	action: INodeParameters,
	provider: 'infobip' | 'whatsappCloud',
	message?: object,
): Promise<unknown[]> {
	const event = wrote(ANA, { provider, business: { id: '5511300000000' } });
	const finished = await runChain({
		items: [{ ...event, ...(message !== undefined && { message: message as never }) }],
		...{ steps: FORGET, action: { ...action, provider } },
		credentials: provider === 'infobip' ? INFOBIP : GRAPH,
	});
	return finished.outputs('Action').flatMap((items) => items.map(({ json }) => json.error));
}

describe('actions on a message of who wrote', () => {
	afterEach(() => {
		expect(nock.pendingMocks()).toEqual([]);
		nock.cleanAll();
	});

	it('marks the message of the event as read, from the number of the event', async () => {
		nock(BASE_URL).post('/whatsapp/1/senders/5511300000000/message/wamid.1/read').reply(200, {});
		const action = { resource: 'message', operation: 'markAsRead' };
		const message = { id: 'wamid.1', type: 'text', text: 'Oi' };
		expect(await run(action, 'infobip', message)).toEqual([undefined]);
	});

	it('shows the typing indicator to the customer of the event', async () => {
		const sent: unknown[] = [];
		nock(BASE_URL)
			.post('/whatsapp/1/events', (body: { events: unknown[] }) => sent.push(...body.events) > 0)
			.reply(200, {});
		const action = { resource: 'message', operation: 'sendTyping' };
		expect(await run(action, 'infobip')).toEqual([undefined]);
		expect(sent).toEqual([
			expect.objectContaining({ sender: '5511300000000', destinations: [{ to: ANA.slice(1) }] }),
		]);
	});

	it('reports an event that has no message', async () => {
		const action = { resource: 'message', operation: 'markAsRead' };
		expect(await run(action, 'infobip', {})).toEqual(['The event has no message']);
	});

	it.each([
		['the file of the event when none is named', {}, 'media-1'],
		['the file that is named', { mediaId: 'media-2' }, 'media-2'],
	])('downloads %s', async (_, named, id) => {
		nock('https://graph.facebook.com')
			.get((path) => path.includes(`/${id}`))
			.reply(403, { error: { message: 'No permission', code: 10 } });
		const action = { resource: 'message', operation: 'downloadMedia', ...named };
		const message = { id: 'wamid.1', type: 'image', text: '', media: { id: 'media-1' } };
		const [error] = await run(action, 'whatsappCloud', message);
		expect(error).toEqual(expect.any(String));
	});

	it('passes on an event that has no file', async () => {
		const action = { resource: 'message', operation: 'downloadMedia' };
		expect(await run(action, 'whatsappCloud')).toEqual([undefined]);
	});
});
