import type { DeliveryState } from '../../messaging/event';
import type { ReportGrouping, ReportQuery } from '../../store/contracts/reports';
import { daysBetween } from '../../store/report-days';
import type { OutboundRecord } from '../../store/contracts/messages';
import type { Store } from '../../store/contracts/store';
import { ENGINES } from './engines';
import { endsWith, minute, OWNER, receive, status } from './events';

const DAY = 24 * 60;
const PROVIDER = 'whatsappCloud';
const BUSINESS = { provider: PROVIDER, businessId: 'business-1' } as const;
const ZERO = {
	...{ total: 0, sent: 0, delivered: 0, read: 0, failed: 0, blocked: 0, unknown: 0 },
	...{ underWay: 0, reasons: [] },
};
const NOT_DELIVERED = { code: '131026', title: 'Not delivered' };
const CLAIMANT = { owner: OWNER, realTime: minute(0), isProcessAlive: () => true };

describe.each(ENGINES)('$name: reports', ({ create }) => {
	let store: Store;
	let dispose: () => Promise<void>;
	beforeEach(async () => ({ store, dispose } = await create()));
	afterEach(() => dispose());

	const person = (number: number, businessId = 'business-1') =>
		endsWith({ id: `customer-${number}` }, { businessId });

	const sendOne = (number: number, more: Partial<OutboundRecord> = {}, at = 0) =>
		store.messages.recordSent(
			person(number),
			{ messageId: `m-${number}`, type: 'template', state: 'accepted', ...more },
			minute(at),
		);

	const reach = (number: number, ...states: DeliveryState[]) =>
		receive(
			store,
			states.map((state) =>
				status(`m-${number}`, state, {
					contact: person(number).contact,
					...(state === 'failed' && {
						status: {
							messageId: `m-${number}`,
							state,
							error: { ...NOT_DELIVERED, reason: '', remedy: '', retry: 'no' },
						},
					}),
				}),
			),
		);

	async function claim(number: number, campaign = 'may'): Promise<string> {
		const send = { campaign, templateName: 'news' };
		const claimed = await store.campaigns.claim(person(number), send, CLAIMANT, minute(0));
		if (claimed.claim !== 'claimed') throw new Error(`Not claimed: ${claimed.claim}`);
		return claimed.id;
	}

	const sendInCampaign = async (number: number, campaign = 'may') =>
		sendOne(number, {
			campaign,
			templateName: 'news',
			...{ claimId: await claim(number, campaign) },
		});

	const report = (query: Partial<ReportQuery> = {}, now = minute(1)) =>
		store.reports.deliveries({ provider: PROVIDER, groupBy: { by: 'total' }, ...query }, now);

	const by = (grouping: Exclude<ReportGrouping['by'], 'day'>) =>
		report({ groupBy: { by: grouping } });

	it('a report is empty before anything was sent', async () => {
		expect(await report()).toEqual([]);
	});

	it('a message counts in every line that applies to it', async () => {
		for (const number of [1, 2, 3, 4]) await sendOne(number);
		await reach(1, 'sent', 'delivered', 'read');
		await reach(2, 'delivered');
		await reach(3, 'failed');
		expect(await report()).toEqual([
			{
				...ZERO,
				...{ total: 4, sent: 3, delivered: 2, read: 1, failed: 1 },
				reasons: [{ outcome: 'failed', ...NOT_DELIVERED, count: 1 }],
			},
		]);
	});

	it('a report counts blocked messages, with the reasons, most frequent first', async () => {
		const quiet = { code: 'quietHours', title: 'It is quiet.' };
		const lost = { code: 'timeout', title: 'No answer' };
		for (const number of [1, 2]) await sendOne(number, { state: 'blocked', error: quiet });
		await sendOne(3, { state: 'unknown', error: lost });
		expect(await report()).toEqual([
			{
				...ZERO,
				...{ total: 3, blocked: 2, unknown: 1 },
				reasons: [
					{ outcome: 'blocked', ...quiet, count: 2 },
					{ outcome: 'unknown', ...lost, count: 1 },
				],
			},
		]);
	});

	it('a report can be read while a campaign runs, and counts each customer of it once', async () => {
		await sendInCampaign(1);
		await reach(1, 'delivered');
		await store.campaigns.finish(await claim(2), { state: 'failed', ...NOT_DELIVERED });
		await sendInCampaign(2);
		await store.campaigns.finish(await claim(3), { state: 'failed', ...NOT_DELIVERED });
		await claim(4);
		await sendInCampaign(5, 'june');
		const expected = {
			...ZERO,
			...{ key: 'may', total: 4, sent: 2, delivered: 1, failed: 1, underWay: 1 },
			reasons: [{ outcome: 'failed', ...NOT_DELIVERED, count: 1 }],
		};
		expect(await by('campaign')).toEqual([{ ...ZERO, key: 'june', total: 1, sent: 1 }, expected]);
		const { key: _key, ...alone } = expected;
		expect(await report({ campaign: 'may' })).toEqual([alone]);
	});

	it('a claim that never ended counts as unknown', async () => {
		await claim(1);
		expect(await report({ campaign: 'may' }, minute(16))).toMatchObject([
			{ total: 1, unknown: 1, underWay: 0 },
		]);
	});

	it('a report by template has one group for all others at the end', async () => {
		await sendOne(1, { templateName: 'welcome' });
		await sendOne(2, { type: 'text' });
		await sendInCampaign(3);
		expect(await by('template')).toEqual([
			{ ...ZERO, key: 'news', total: 1, sent: 1 },
			{ ...ZERO, key: 'welcome', total: 1, sent: 1 },
			{ ...ZERO, total: 1, sent: 1 },
		]);
		expect(await report({ templateName: 'news' })).toMatchObject([{ total: 1 }]);
	});

	it('a report by day uses the days of a zone', async () => {
		// 12:00 UTC is 09:00 in São Paulo, where the day ends 15 hours later.
		await sendOne(1, {}, 15 * 60 - 1);
		await sendOne(2, {}, 15 * 60);
		const groupBy = { by: 'day', timeZone: 'America/Sao_Paulo' } as const;
		const days = await report({ groupBy, from: minute(0), to: minute(2 * DAY) });
		expect(days.map(({ key, total }) => [key, total])).toEqual([
			['2026-03-02', 1],
			['2026-03-03', 1],
		]);
	});

	it('a report includes its first moment and excludes its last', async () => {
		for (const at of [0, 1, 2]) await sendOne(at, {}, at);
		expect(await report({ from: minute(1), to: minute(2) })).toMatchObject([{ total: 1 }]);
	});

	it('a report is about one provider, one number if given, and our own sends', async () => {
		await sendOne(1);
		const message = { messageId: 'other', type: 'text', state: 'accepted' } as const;
		await store.messages.recordSent(person(1, 'business-2'), message, minute(0));
		await receive(store, [status('somebody-elses', 'delivered')]);
		expect(await report()).toMatchObject([{ total: 2 }]);
		expect(await report({ businessId: 'business-2' })).toMatchObject([{ total: 1 }]);
		expect(await report({ provider: 'simulator' })).toEqual([]);
	});

	it('each customer to whom a number began to write counts once', async () => {
		for (const number of [1, 2, 3, 4]) {
			await sendOne(number, { businessInitiated: number !== 4 }, number);
		}
		await sendOne(1, { messageId: 'again', businessInitiated: true }, 5);
		await sendOne(5, { businessInitiated: true, state: 'blocked' }, 5);
		expect(await store.reports.recipients(BUSINESS, minute(0))).toBe(3);
		expect(await store.reports.recipients(BUSINESS, minute(3))).toBe(2);
		expect(await store.reports.isRecipient(person(2), minute(0))).toBe(true);
		expect(await store.reports.isRecipient(person(2), minute(3))).toBe(false);
		expect(await store.reports.isRecipient(person(4), minute(0))).toBe(false);
		expect(await store.reports.isRecipient(person(9), minute(0))).toBe(false);
	});

	it('delivered service messages of a month are counted', async () => {
		await sendOne(1, { type: 'text' });
		await sendOne(2, { type: 'buttons' });
		await sendOne(3, { type: 'template' });
		await sendOne(4, { type: 'text' }, 60);
		await reach(1, 'read');
		const of = (to: number) => store.reports.serviceMessages(BUSINESS, minute(0), minute(to));
		expect(await of(60)).toEqual({ delivered: 1, underWay: 1 });
		expect(await of(61)).toEqual({ delivered: 1, underWay: 2 });
	});
});

describe('reports: days', () => {
	it('days have 23 and 25 hours where clocks change, and are cut at the bounds', () => {
		const days = daysBetween(
			new Date('2026-03-28T12:00:00Z'),
			new Date('2026-03-30T06:00:00Z'),
			'Europe/Lisbon',
		);
		expect(days).toEqual([
			{ key: '2026-03-28', from: '2026-03-28T12:00:00.000Z', to: '2026-03-29T00:00:00.000Z' },
			{ key: '2026-03-29', from: '2026-03-29T00:00:00.000Z', to: '2026-03-29T23:00:00.000Z' },
			{ key: '2026-03-30', from: '2026-03-29T23:00:00.000Z', to: '2026-03-30T06:00:00.000Z' },
		]);
	});

	it('there are no days when the end is not after the beginning', () => {
		expect(daysBetween(minute(1), minute(1), 'UTC')).toEqual([]);
	});

	it('days are refused for an unknown zone, and for too many years', () => {
		expect(() => daysBetween(minute(0), minute(1), 'Moon/Sea')).toThrow(RangeError);
		expect(() => daysBetween(new Date(0), minute(0), 'UTC')).toThrow(/ten years/);
	});
});
