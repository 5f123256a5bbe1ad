import { senders } from '../../../../providers/whatsappCloud/senders';
import { network, refusal } from '../../../fixtures/answering-network';
import { ACCOUNT, answer } from './number';

function page(data: unknown[], after?: string) {
	return answer({
		data,
		paging: {
			cursors: { before: 'b', ...(after ? { after } : { after: 'last' }) },
			...(after
				? { next: `https://graph.facebook.com/next?access_token=EAAinvented&after=${after}` }
				: {}),
		},
	});
}

const SOL = {
	id: '106540000000001',
	display_phone_number: '+55 11 4000-0001',
	verified_name: 'Padaria Sol',
};

describe('whatsappCloud: senders', () => {
	it('lists the numbers of every page with a label that users recognise', async () => {
		const { http, requests } = network(
			page([SOL], 'p2'),
			page([{ id: 106540000000002, display_phone_number: '+55 11 4000-0002' }, { id: '3' }]),
		);
		expect(await senders.list(ACCOUNT, http)).toEqual({
			ok: true,
			value: [
				{ id: '106540000000001', label: 'Padaria Sol (+55 11 4000-0001)', phone: '+551140000001' },
				{ id: '106540000000002', label: '+55 11 4000-0002', phone: '+551140000002' },
				{ id: '3', label: '3' },
			],
		});
		expect(requests.map((request) => request.query?.after)).toEqual([undefined, 'p2']);
		expect(requests.map((request) => request.url)).toEqual([
			'https://graph.facebook.com/v25.0/209900000000001/phone_numbers',
			'https://graph.facebook.com/v25.0/209900000000001/phone_numbers',
		]);
	});

	it('keeps all other numbers beside an unreadable one', async () => {
		const { http } = network(page([null, SOL, { name: 'x' }]));
		const list = await senders.list(ACCOUNT, http);
		expect(list).toMatchObject({ ok: true, value: [{ id: SOL.id }] });
	});

	it('returns no part of a list when a page fails', async () => {
		const { http } = network(page([SOL], 'p2'), refusal(401, { error: { code: 190 } }));
		expect(await senders.list(ACCOUNT, http)).toMatchObject({ ok: false, error: { code: '190' } });
	});

	it('starts again once when the position was lost', async () => {
		const lost = refusal(400, { error: { code: 131059 } });
		const { http, requests } = network(page([SOL], 'p2'), lost, page([SOL]));
		expect(await senders.list(ACCOUNT, http)).toMatchObject({ ok: true, value: [{ id: SOL.id }] });
		expect(requests[2]?.query).not.toHaveProperty('after');
		const twice = network(page([SOL], 'p2'), lost, page([SOL], 'p2'), lost);
		expect(await senders.list(ACCOUNT, twice.http)).toMatchObject({ ok: false });
	});

	it('stops when a server names the same next page again and again', async () => {
		const { http, requests } = network(page([SOL], 'p2'), page([SOL], 'p2'));
		expect(await senders.list(ACCOUNT, http)).toMatchObject({ ok: true });
		expect(requests).toHaveLength(2);
	});

	it('makes no request without an account id, and says where to find it', async () => {
		const { http, requests } = network();
		expect(await senders.list({ baseUrl: ACCOUNT.baseUrl }, http)).toMatchObject({
			ok: false,
			error: { code: 'missingSetting' },
		});
		expect(requests).toEqual([]);
	});

	it.each([undefined, 'x', {}, { data: 'x' }])('reports that it cannot read %j', async (body) => {
		const { http } = network(answer(body));
		expect(await senders.list(ACCOUNT, http)).toMatchObject({
			ok: false,
			error: { code: 'unreadableAnswer' },
		});
	});
});
