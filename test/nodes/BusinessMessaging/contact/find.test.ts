import { isolateNodes, nodeStore } from '../../../engine/isolate-nodes';
import { runNode } from '../../../engine/run-node';
import { endsWith, minute } from '../../../store/events';

isolateNodes();

const FIND = { resource: 'contact', operation: 'find', provider: 'infobip' };
const ANA = { id: '+5511988880001', phone: '+5511988880001' };
const parties = endsWith(ANA, { provider: 'infobip', businessId: '551140000001' });
const credentials = { businessMessagingInfobipApi: { shop: '' } };

describe('Contact > Find', () => {
	const find = async (parameters: Record<string, unknown>) => {
		const [items = []] = await runNode({ ...FIND, ...parameters }, [{}], { credentials });
		return items.map(({ json }) => json);
	};

	it('returns the customer of a ticket in the shape of an event', async () => {
		const { conversations } = await nodeStore();
		const change = { action: 'redirect', handler: 'human', ticketId: '7001' } as const;
		await conversations.changeHandler(parties, change, minute(0));
		expect(await find({ findBy: 'ticketId', value: 7001 })).toMatchObject([
			{
				...{ provider: 'infobip', channel: 'whatsapp', business: { id: '551140000001' } },
				contact: { id: ANA.id },
				conversation: { ticketId: '7001' },
			},
		]);
	});

	it('returns the customers with an attribute, and none where no customer has it', async () => {
		const { contacts } = await nodeStore();
		await contacts.upsert(parties, { attributes: { city: 'Recife' } }, minute(0));
		const by = { findBy: 'attribute', attribute: 'city' };
		expect(await find({ ...by, value: 'Recife' })).toHaveLength(1);
		expect(await find({ ...by, value: 'Natal' })).toEqual([]);
	});

	it('refuses an expression that gives no value', async () => {
		await expect(find({ findBy: 'customerId', value: '={{ $json.missing }}' })).rejects.toThrow(
			'"Value" is empty',
		);
	});
});
