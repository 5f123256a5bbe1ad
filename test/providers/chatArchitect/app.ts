import type { Account, RegistrationTarget, Sender } from '../../../messaging/provider';

/** An invented app, its number, and a trigger's wish to receive its events. */

export const ACCOUNT: Account = {
	baseUrl: 'https://api.chatarchitect.com',
	appId: 'invented-app',
};

export const APP: Sender = { id: '+551140000001', channel: 'whatsapp', account: ACCOUNT };

export const WEBHOOK_TOKEN = 'invented-webhook-token-0001';

export const TARGET: RegistrationTarget = {
	url: 'https://n8n.padaria.example/webhook/0b7e/messages',
	verifyToken: 'invented-verify-token-0001',
	webhookToken: WEBHOOK_TOKEN,
	account: ACCOUNT,
	replaceForeign: false,
	test: false,
	ours: [],
};
