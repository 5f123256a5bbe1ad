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
const people = (campaign: string, ...phones: string[]) =>
	phones.map((phone) => ({ phone, campaign }));

describe('Message > Send Template, with a campaign', () => {
	it('sends to each person once, also within one run', async () => {
		const items = people('once', ANA, '+551188880001', '+5511988880002');
		const [sent = [], blocked = []] = await runNode(SEND, items);
		expect(sent.map(({ pairedItem }) => pairedItem)).toContainEqual({ item: 2 });
		expect(sent).toHaveLength(2);
		expect(blocked).toHaveLength(1);
		expect(blocked[0]?.json.blocked).toMatchObject({ code: 'alreadySentInCampaign' });
	});

	it('stops with an error instead, when told to', async () => {
		await runNode(SEND, people('strict', ANA));
		const strict = { ...SEND, options: { campaign: 'strict', ifBlocked: 'error' } };
		await expect(runNode(strict, people('strict', ANA))).rejects.toMatchObject({
			description: expect.stringContaining('[alreadySentInCampaign]') as string,
		});
	});

	it('keeps back what a dead process had in its hands, says so, and goes on with the others', async () => {
		const store = await nodeStore();
		const parties: Parties = {
			...{ provider: 'simulator', channel: 'whatsapp', businessId: 'padaria' },
			contact: { id: ANA, phone: ANA },
		};
		const owner = { bootId: 'dead', hostname: 'elsewhere', processId: 1 };
		const claimant = { owner, realTime: new Date(0), isProcessAlive: () => true };
		await store.campaigns.claim(parties, { campaign: 'crashed' }, claimant, new Date(0));
		const [sent, blocked] = await runNode(SEND, people('crashed', ANA, '+5511988880002'));
		expect(blocked?.[0]?.json.blocked).toMatchObject({
			code: 'campaignSendUnknown',
			reason: expect.stringContaining('It is unknown') as string,
		});
		expect(sent?.[0]?.json.event).toBe('sent');
	});

	it('takes a name that is empty for none', async () => {
		for (const campaign of ['', ' ']) {
			const [sent] = await runNode(SEND, people(campaign, ANA));
			expect(sent).toHaveLength(1);
		}
	});

	it('says when the messaging limit is reached', async () => {
		const limited = { ...SEND, from: 'mercado' };
		const options = { messagingLimit: { limit: { people: 1 } } };
		const phones = people('', ANA, '+5511988880002');
		const [sent, blocked] = await runNode({ ...limited, options }, phones);
		expect(sent).toHaveLength(1);
		expect(sent?.[0]?.json.notices).toEqual([expect.stringContaining('1 of 1 people')]);
		expect(blocked?.[0]?.json.blocked).toMatchObject({ code: 'messagingLimitReached' });
	});
});
