import type { Http } from '../../../../messaging/http';
import { whatsappCloud } from '../../../../providers/whatsappCloud';
import { startGraphEmulator } from '../../../emulators/whatsapp-cloud/emulator';
import { httpPort, tokens } from '../../../emulators/http-port';

const from = (baseUrl: string, id: string) =>
	({ id, channel: 'whatsapp', account: { baseUrl } }) as const;

describe('whatsappCloud: number', () => {
	const answering =
		(body: unknown): Http =>
		async () => ({ ok: true, status: 200, headers: {}, body });
	const healthOf = (body: unknown) =>
		whatsappCloud.number.health(from('https://graph.example', '1'), answering(body));

	it('reads the health of a number from the Graph API, and reports a missing number', async () => {
		const graph = await startGraphEmulator({ accessToken: 'token' });
		const http = httpPort(tokens('token', 'app'));
		const [graphNumber = ''] = graph.world.numbers.keys();
		const found = await whatsappCloud.number.health(from(graph.baseUrl, graphNumber), http);
		const missing = await whatsappCloud.number.health(from(graph.baseUrl, '1'), http);
		await graph.close();
		expect(found).toEqual({
			ok: true,
			value: {
				...{ name: 'Padaria Sol', phone: '+551140000001', quality: 'good' },
				...{ status: 'CONNECTED', canSend: 'yes', messagingLimit: 2_000 },
				messagesPerSecond: 80,
			},
		});
		expect(missing).toMatchObject({ ok: false, error: { code: '100' } });
	});

	it('lists each problem once', async () => {
		const errors = [{ error_description: 'No payment method.', possible_solution: 'Add one.' }];
		const entities = [{ errors }, { errors }, {}];
		const health_status = { can_send_message: 'BLOCKED', entities };
		expect(await healthOf({ id: '1', health_status, quality_rating: 'RED' })).toMatchObject({
			value: { canSend: 'no', quality: 'low', problems: ['No payment method. Add one.'] },
		});
	});

	it('leaves out unknown facts, and does not guess', async () => {
		const odd = { quality_rating: 7, throughput: 'fast', health_status: [], status: null };
		const limit = { whatsapp_business_manager_messaging_limit: 'TIER_9' };
		expect(await healthOf({ ...odd, ...limit })).toEqual({
			ok: true,
			value: { quality: 'unknown' },
		});
		expect(await healthOf('<html>')).toMatchObject({ error: { code: 'unreadableAnswer' } });
	});
});
