import { randomUUID } from 'node:crypto';

import { record, text } from '../whatsapp-cloud/calls';
import type { Answered, Asked } from './command';
import { LimeFailure, NOT_OFFERED } from './failures';
import { variablesOf } from './options';
import { customerByPhone, type BotState, type World } from './world';

/** Answers `set /campaign/full`: a template to one number, with the block in which the answer arrives. */
export function runCampaign(
	world: World,
	bot: BotState,
	{ method, path, resource }: Asked,
): Answered {
	if (method !== 'set' || path !== '/campaign/full') throw NOT_OFFERED();
	if (!bot.onChannels) throw new LimeFailure(35, 'The bot has no WhatsApp channel');
	const { campaign, audience, message } = record(resource);
	const [settings, person, sent] = [record(campaign), record(audience), record(message)];
	const name = text(settings.name);
	if (name === undefined || settings.campaignType !== 'Individual') throw invalid('campaign');
	if (bot.campaignNames.has(name)) throw invalid('campaign name: it was used before');
	if (!/^\+\d{6,15}$/.test(text(person.recipient) ?? '')) throw invalid('recipient');
	const given = record(person.messageParams);
	const wanted: unknown[] = Array.isArray(sent.messageParams) ? sent.messageParams : [];
	if (wanted.some((key) => typeof given[String(key)] !== 'string')) throw invalid('messageParams');
	const isDirected = settings.flowId !== undefined || settings.stateId !== undefined;
	const master = text(settings.masterState);
	if (isDirected && !(text(settings.flowId) && text(settings.stateId) && master)) {
		throw invalid('flowId, stateId and masterState belong together');
	}
	if (master !== undefined && !/^[^@]+@msging\.net$/.test(master)) throw invalid('masterState');
	const template = world.templates.find(
		(one) => one.name === sent.messageTemplate && one.language === sent.messageTemplateLanguage,
	);
	if (!template) throw invalid('messageTemplate');
	bot.campaignNames.add(name);
	world.campaigns.push(record(resource));
	const id = randomUUID();
	const customer = customerByPhone(world, String(person.recipient));
	const failure =
		customer === undefined
			? { code: 83, description: 'Destination not found on gateway' }
			: wanted.length === variablesOf(template)
				? undefined
				: { code: 81, description: '(#132000) Number of parameters does not match' };
	if (customer && master) {
		bot.contexts.set(`${customer.identity}/master-state`, master);
		bot.contexts.set(
			`${customer.identity}/stateid@${String(settings.flowId).toLowerCase()}`,
			settings.stateId,
		);
	}
	world.messages.push({
		id: `activecampaign:${id}`,
		bot: bot.name,
		to: customer?.identity ?? String(person.recipient),
		type: 'application/json',
		content: { type: 'template', template: { name: template.name } },
		metadata: { '#activecampaign.name': name },
		acceptedAt: world.now(),
		...(failure ? { failure } : {}),
	});
	return { type: 'application/json', resource: { id } };
}

function invalid(what: string): LimeFailure {
	return new LimeFailure(64, `Invalid ${what}`);
}
