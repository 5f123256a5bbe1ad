import type { IExecuteFunctions } from 'n8n-workflow';

import type { ProviderAdapter, RedirectApi } from '../../../messaging/provider';
import {
	handBackAtProvider,
	redirectAtProvider,
} from '../../../nodes/BusinessMessaging/redirect-at-provider';
import type { Session } from '../../../nodes/BusinessMessaging/session';
import { whatsappCloud } from '../../../providers/whatsappCloud';

const ENDS = {
	to: { id: '+5511988880001' },
	from: { id: 'bot-1', channel: 'whatsapp', account: { baseUrl: 'https://provider.example' } },
} as const;
const REFUSAL = {
	code: '9',
	title: 'No desk',
	reason: 'Invented.',
	remedy: 'Open one.',
	retry: 'no',
} as const;

function setting(asked: boolean, redirect?: Partial<RedirectApi>) {
	const context = {
		getNodeParameter: (name: string, _item: number, fallback: unknown) =>
			name === 'atProvider' ? asked : fallback,
		getNode: () => ({
			name: 'Redirect',
			type: 'x',
			typeVersion: 1,
			id: '1',
			position: [0, 0],
			parameters: {},
		}),
	} as unknown as IExecuteFunctions;
	const adapter = { ...whatsappCloud, ...(redirect ? { redirect } : {}) } as ProviderAdapter;
	return { context, session: { adapter, http: jest.fn() } as unknown as Session };
}

describe('redirecting at the provider', () => {
	it('does nothing unless the user asked for it', async () => {
		const redirect = jest.fn();
		const { context, session } = setting(false, { redirect });
		await redirectAtProvider(context, session, 0, ENDS, {});
		expect(redirect).not.toHaveBeenCalled();
	});

	it('gives the team and the reason to the provider', async () => {
		const redirect = jest.fn().mockResolvedValue({ ok: true, value: {} });
		const { context, session } = setting(true, { redirect });
		await redirectAtProvider(context, session, 0, ENDS, { service: 'team:Sales' });
		expect(redirect).toHaveBeenCalledWith(
			ENDS,
			{ handler: 'human', service: 'team:Sales' },
			session.http,
		);
	});

	it("fails with the title and the remedy of the provider's refusal", async () => {
		const handBack = jest.fn().mockResolvedValue({ ok: false, error: REFUSAL });
		const { context, session } = setting(true, { handBack });
		await expect(handBackAtProvider(context, session, 3, ENDS)).rejects.toMatchObject({
			message: 'No desk',
			description: expect.stringContaining('Open one.'),
			context: { itemIndex: 3 },
		});
	});

	it('rejects a provider without agents of its own', async () => {
		const { context, session } = setting(true);
		await expect(redirectAtProvider(context, session, 0, ENDS, {})).rejects.toThrow(
			/does not offer/,
		);
	});
});
