import type { MessagingEvent } from '../../../../messaging/event';
import { isolateNodes, nodeStore } from '../../../engine/isolate-nodes';
import { runNode } from '../../../engine/run-node';
import { receive, status } from '../../../store/events';

isolateNodes();

const REPORT = { resource: 'report', operation: 'getDeliveryReport' };
const SEND = {
	resource: 'message',
	operation: 'sendTemplate',
	templateName: 'we_missed_you',
	templateLanguage: 'pt_BR',
	templateVariables: { value: { body__1: 'Ana' } },
	from: 'padaria',
	to: '={{ $json.phone }}',
};
const PEOPLE = [{ phone: '+5511988880001' }, { phone: '+5511988880002' }];

describe('Report > Get Delivery Report', () => {
	const figures = async (parameters: object, item = {}) => {
		const [items = []] = await runNode({ ...REPORT, ...parameters }, [item]);
		return items.map(({ json: { reasons: _reasons, period: _period, ...counted } }) => counted);
	};

	it('returns one item of zeros as totals of no messages, and no item as groups of them', async () => {
		expect(await figures({ groupBy: 'total' })).toMatchObject([{ total: 0, sent: 0, read: 0 }]);
		expect(await figures({ groupBy: 'campaign' })).toEqual([]);
	});

	it('counts the messages of a campaign, and each customer once', async () => {
		const campaign = { ...SEND, options: { campaign: 'Outubro' } };
		await runNode(campaign, PEOPLE);
		const [sent, blocked] = await runNode(campaign, [...PEOPLE, { phone: '+5511988880003' }]);
		expect(sent).toHaveLength(1);
		expect(blocked?.map(({ json }) => json.blocked)).toEqual([
			expect.objectContaining({ code: 'alreadySentInCampaign' }),
			expect.objectContaining({ code: 'alreadySentInCampaign' }),
		]);
		expect(await figures({ groupBy: 'campaign' })).toMatchObject([
			{ campaign: 'Outubro', total: 3, blocked: 0, failed: 0 },
		]);
	});

	it('gives delivery and read rates in percent, and none where nothing was sent', async () => {
		const filters = { campaign: 'Rates' };
		const rates = async () => {
			const [report = {}] = await figures({ groupBy: 'total', filters });
			return [report.deliveryRate, report.readRate];
		};
		expect(await rates()).toEqual([null, null]);
		const [sent = []] = await runNode({ ...SEND, options: { campaign: 'Rates' } }, [
			...PEOPLE,
			{ phone: '+5511988880004' },
		]);
		const states = ['read', 'delivered', 'sent'] as const;
		const receipts = states.map((state, index) => {
			const { id, ...ends } = sent[index]?.json as unknown as MessagingEvent;
			const { provider, channel, contact, business } = ends;
			return status(id, state, { provider, channel, contact, business });
		});
		await receive(await nodeStore(), receipts, { now: new Date() });
		expect(await rates()).toEqual([66.7, 50]);
	});

	it('counts by day in the time zone of the workflow by default', async () => {
		const filters = { from: '2026-01-01', to: '2026-01-03' };
		await runNode(SEND, PEOPLE);
		expect(await figures({ groupBy: 'day', filters })).toEqual([]);
		const [today = {}] = await figures({ groupBy: 'day' });
		expect(today.day).toMatch(/^\d{4}-\d\d-\d\d$/);
		const [item] = (await runNode({ ...REPORT, groupBy: 'total', filters }))[0] ?? [];
		expect(item?.json.period).toEqual({
			from: '2026-01-01T03:00:00.000Z',
			to: '2026-01-03T03:00:00.000Z',
			timeZone: 'America/Sao_Paulo',
		});
	});

	it('applies the filters of each item', async () => {
		const parameters = { groupBy: 'total', filters: { campaign: '={{ $json.campaign }}' } };
		const [items = []] = await runNode({ ...REPORT, ...parameters }, [
			{ campaign: 'Outubro' },
			{ campaign: 'never' },
		]);
		expect(items.map(({ json, pairedItem }) => [json.total, pairedItem])).toEqual([
			[3, { item: 0 }],
			[0, { item: 1 }],
		]);
	});

	it.each([
		['an unknown time zone', { timeZone: 'Moon/Sea' }, 'not a time zone'],
		['a text that is not a date', { from: 'yesterday' }, '"From" is not a date'],
		['an end before the beginning', { from: '2026-02-01', to: '2026-01-01' }, 'ends before'],
	])('rejects %s and names the item', async (_name, filters, words) => {
		await expect(runNode({ ...REPORT, filters })).rejects.toMatchObject({
			message: expect.stringContaining(words) as string,
			context: { itemIndex: 0 },
		});
	});

	it('continues with the other items on request', async () => {
		const [items = []] = await runNode(
			{ ...REPORT, groupBy: 'total', filters: { timeZone: '={{ $json.zone }}' } },
			[{ zone: 'Moon/Sea' }, { zone: 'UTC' }],
			{ node: { onError: 'continueRegularOutput' } },
		);
		expect(items.map(({ json }) => [json.error, json.total])).toEqual([
			['"Moon/Sea" is not a time zone', undefined],
			[undefined, expect.any(Number)],
		]);
	});
});
