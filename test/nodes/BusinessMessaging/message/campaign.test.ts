import type { Parties } from '../../../../store/contracts/parties';
import { isolateNodes, nodeStore } from '../../../engine/isolate-nodes';
import { runNode } from '../../../engine/run-node';

isolateNodes();

const ANA = '+5511988880001';
const SEND = {
	resource: 'message',
	operation: 'sendTemplate',
	templateName: 'we_missed_you',
	templateLanguage: 'pt_BR',
	templateVariables: { value: { body__1: 'Ana' } },
	from: 'padaria',
	to: '={{ $json.phone }}',
	options: { campaign: '={{ $json.campaign }}' },
};
const customers = (campaign: string, ...phones: string[]) =>
	phones.map((phone) => ({ phone, campaign }));

describe('Message > Send Template, with a campaign', () => {
	it('sends to each customer once, also within one run', async () => {
		const items = customers('once', ANA, '+551188880001', '+5511988880002');
		const [sent = [], blocked = []] = await runNode(SEND, items);
		expect(sent.map(({ pairedItem }) => pairedItem)).toContainEqual({ item: 2 });
		expect(sent).toHaveLength(2);
		expect(blocked).toHaveLength(1);
		expect(blocked[0]?.json.blocked).toMatchObject({ code: 'alreadySentInCampaign' });
	});

	it('stops with an error if the user chose that under If Blocked', async () => {
		await runNode(SEND, customers('strict', ANA));
		const strict = { ...SEND, options: { campaign: 'strict', ifBlocked: 'error' } };
		await expect(runNode(strict, customers('strict', ANA))).rejects.toMatchObject({
			description: expect.stringContaining('[alreadySentInCampaign]') as string,
		});
	});

	it('blocks a send that a dead process may have made, and continues with the others', async () => {
		const store = await nodeStore();
		const parties: Parties = {
			...{ provider: 'simulator', channel: 'whatsapp', businessId: 'padaria' },
			contact: { id: ANA, phone: ANA },
		};
		const owner = { bootId: 'dead', hostname: 'elsewhere', processId: 1 };
		const claimant = { owner, realTime: new Date(0), isProcessAlive: () => true };
		await store.campaigns.claim(parties, { campaign: 'crashed' }, claimant, new Date(0));
		const [sent, blocked] = await runNode(SEND, customers('crashed', ANA, '+5511988880002'));
		expect(blocked?.[0]?.json.blocked).toMatchObject({
			code: 'campaignSendUnknown',
			reason: expect.stringContaining('It is unknown') as string,
		});
		expect(sent?.[0]?.json.event).toBe('sent');
	});

	it('treats an empty name as no campaign', async () => {
		for (const campaign of ['', ' ']) {
			const [sent] = await runNode(SEND, customers(campaign, ANA));
			expect(sent).toHaveLength(1);
		}
	});

	it('gives a notice at the messaging limit, and blocks beyond it', async () => {
		const limited = { ...SEND, from: 'mercado' };
		const options = { messagingLimit: { limit: { people: 1 } } };
		const phones = customers('', ANA, '+5511988880002');
		const [sent, blocked] = await runNode({ ...limited, options }, phones);
		expect(sent).toHaveLength(1);
		expect(sent?.[0]?.json.notices).toEqual([expect.stringContaining('1 of 1 customers')]);
		expect(blocked?.[0]?.json.blocked).toMatchObject({ code: 'messagingLimitReached' });
	});
});
