import nock from 'nock';

import { isolateNodes, nodeStore } from '../../../engine/isolate-nodes';
import { runNode } from '../../../engine/run-node';
import { endsWith } from '../../../store/events';

isolateNodes();

const HEALTH = { resource: 'number', operation: 'getHealth', from: '={{ $json.number }}' };
const SEND = {
	resource: 'message',
	operation: 'sendTemplate',
	templateName: 'we_missed_you',
	templateLanguage: 'pt_BR',
	templateVariables: { value: { body__1: 'Ana' } },
	from: 'padaria',
	to: '={{ $json.phone }}',
};

/** Records that a number of WhatsApp Cloud API has begun to write to as many customers. */
async function writeToCustomers(number: string, count: number): Promise<void> {
	const store = await nodeStore();
	const now = new Date();
	for (let customer = 1; customer <= count; customer++) {
		const phone = `+55119${String(88_880_000 + customer)}`;
		const sent = {
			messageId: `${number}-${customer}`,
			type: 'template',
			state: 'accepted',
		} as const;
		const parties = endsWith({ id: phone, phone }, { businessId: number });
		await store.messages.recordSent(parties, { ...sent, businessInitiated: true }, now);
	}
}

/** Returns the health of a number for which WhatsApp reports these fields. */
async function reportedHealth(number: string, fields: object) {
	const credentials = {
		businessMessagingWhatsAppCloudApi: { accessToken: 'token-1', businessAccountId: '1' },
	};
	nock('https://graph.facebook.com')
		.get((path) => path.includes(`/${number}?`))
		.reply(200, fields);
	const parameters = { ...HEALTH, provider: 'whatsappCloud' };
	const [results = []] = await runNode(parameters, [{ number }], { credentials });
	return results[0]?.json;
}

describe('Number > Get Health', () => {
	afterEach(() => nock.cleanAll());

	it('returns for each number what was counted when the provider reports nothing', async () => {
		await runNode(SEND, [{ phone: '+5511988880001' }, { phone: '+5511988880002' }]);
		const [items = []] = await runNode(HEALTH, [{ number: 'padaria' }, { number: 'other' }]);
		expect(items.map(({ json, pairedItem }) => ({ ...json, pairedItem }))).toMatchObject([
			{
				business: { id: 'padaria' },
				health: null,
				recipients24h: { counted: 2 },
				serviceMessages: { delivered: 0, freeLeft: 1_000 },
				pairedItem: { item: 0 },
			},
			{ business: { id: 'other' }, recipients24h: { counted: 0 }, pairedItem: { item: 1 } },
		]);
	});

	it("returns how much of the provider's messaging limit is left", async () => {
		await writeToCustomers('101', 2);
		const limited = {
			verified_name: 'Padaria',
			quality_rating: 'GREEN',
			whatsapp_business_manager_messaging_limit: 'TIER_250',
		};
		expect(await reportedHealth('101', limited)).toMatchObject({
			business: { id: '101', name: 'Padaria' },
			health: { quality: 'good', messagingLimit: 250 },
			recipients24h: { counted: 2, limit: 250, left: 248 },
		});
	});

	it('never returns less than 0 as what is left', async () => {
		const counted = jest.spyOn((await nodeStore()).reports, 'recipients').mockResolvedValue(251);
		const limited = { whatsapp_business_manager_messaging_limit: 'TIER_250' };
		expect(await reportedHealth('102', limited)).toMatchObject({
			recipients24h: { counted: 251, left: 0 },
		});
		counted.mockRestore();
	});

	it('returns the counted customers of a number without a limit', async () => {
		await writeToCustomers('103', 1);
		const unlimited = { whatsapp_business_manager_messaging_limit: 'TIER_UNLIMITED' };
		expect(await reportedHealth('103', unlimited)).toMatchObject({
			recipients24h: { counted: 1, limit: 'unlimited' },
		});
	});

	it('needs a number, and continues with the other items on request', async () => {
		await expect(runNode(HEALTH, [{ number: '' }])).rejects.toThrow('"Business Number" is empty');
		const [items = []] = await runNode(HEALTH, [{ number: '' }, { number: 'padaria' }], {
			node: { onError: 'continueRegularOutput' },
		});
		expect(items.map(({ json }) => typeof json.error)).toEqual(['string', 'undefined']);
	});
});
