import { isolateNodes, nodeStore } from '../../../engine/isolate-nodes';
import { runNode } from '../../../engine/run-node';
import { endsWith, minute } from '../../../store/events';

isolateNodes();

const GET = { resource: 'contact', operation: 'get', provider: 'infobip', from: '551140000001' };
const ANA = { id: '+5511988880001', phone: '+5511988880001' };

describe('Contact > Get', () => {
	const get = async (shop: string) => {
		const credentials = { businessMessagingInfobipApi: { shop } };
		const [[item] = []] = await runNode({ ...GET, to: ANA.id }, [{}], { credentials });
		return item?.json;
	};

	it('says that a customer is unknown, and that nothing was recorded', async () => {
		expect(await get('')).toMatchObject({
			exists: false,
			contact: { id: ANA.id },
			consents: { all: 'unknown', marketing: 'unknown' },
		});
	});

	it('shows the opt-out that a named shop began with', async () => {
		const parties = endsWith(ANA, { provider: 'infobip', businessId: '551140000001' });
		const optOut = { state: 'optedOut', scope: 'all', source: 'api' } as const;
		await (await nodeStore()).contacts.recordConsent(parties, optOut, minute(0));
		expect(await get('Padaria Sol')).toMatchObject({
			exists: false,
			consents: { all: 'optedOut', marketing: 'optedOut' },
		});
	});
});
