import type { HttpRequest } from '../../messaging/http';
import type { TemplateHeader, TemplateMessage } from '../../messaging/outbound-message';
import type { Recipient, Sender } from '../../messaging/provider';
import { addressOf } from './build-media';
import { postCommand, POSTMASTER } from './envelopes';
import { LIME } from './lime';
import { botIdentity, phoneOf, readNode } from './node';

/**
 * A template together with the block of the flow in which the answer arrives, sent as an active message by one command
 * (docs/facts/blip.md#active-messages). It needs the key of the router and the campaign feature of the contract.
 */
export type DirectedTemplate = TemplateMessage & {
	continueIn: NonNullable<TemplateMessage['continueIn']>;
};

export function buildCampaign(
	message: DirectedTemplate,
	to: Recipient,
	from: Sender,
	sendId: string | undefined,
): HttpRequest {
	const { flowId, stateId, masterState } = message.continueIn;
	const values = templateValues(message);
	const messageParams = Object.fromEntries(
		values.map((value, index) => [String(index + 1), value]),
	);
	return postCommand(from.account, {
		id: sendId,
		to: POSTMASTER.campaigns,
		method: 'set',
		uri: '/campaign/full',
		type: LIME.campaign,
		resource: {
			campaign: {
				// Blip refuses a name that the bot has used before.
				name: [message.reference ?? message.name, sendId].filter(Boolean).join('-'),
				campaignType: 'Individual',
				masterState: botIdentity(masterState ?? from.id),
				flowId,
				stateId,
				channelType: 'WhatsApp',
				sourceApplication: 'n8n',
			},
			audience: { recipient: campaignPhone(to) ?? to.id, messageParams },
			message: {
				messageTemplate: message.name,
				messageTemplateLanguage: message.language,
				messageParams: Object.keys(messageParams),
				channelType: 'WhatsApp',
			},
		},
	});
}

/** Returns the phone number with `+`, because campaigns take nothing else. */
export function campaignPhone(to: Recipient): string | undefined {
	if (to.phone) return to.phone;
	const digits = to.id.replace(/[\s().+-]/g, '');
	return /^[1-9]\d{6,14}$/.test(digits) ? `+${digits}` : phoneOf(readNode(to.id));
}

/** Lists the parts that a campaign cannot carry. Its values are a list of texts, with the file of the header first. */
export function partsWithoutPlace({ header, buttons, cards }: TemplateMessage): string[] {
	return [
		...(header?.type === 'location' ? ['a location as header'] : []),
		...((buttons ?? []).some(({ kind }) => kind !== 'url') ? ['values for buttons'] : []),
		...(cards?.length ? ['cards'] : []),
	];
}

/** Returns the values of header and body, then the ends of link buttons. */
function templateValues({ header, body, buttons }: TemplateMessage): string[] {
	return [
		...(header ? [headerValue(header)] : []),
		...(body ?? []).map(({ value }) => value),
		...(buttons ?? []).flatMap((button) => (button.kind === 'url' ? [button.suffix] : [])),
	];
}

function headerValue(header: TemplateHeader): string {
	switch (header.type) {
		case 'text':
			return header.variable.value;
		case 'image':
		case 'video':
		case 'document':
			return addressOf(header.media);
		case 'location':
			return `${header.latitude},${header.longitude}`;
	}
}
