import { record, text } from '../whatsapp-cloud/calls';
import {
	LIME_REDIRECT,
	recipientOf,
	type AcceptedMessage,
	type BotState,
	type CustomerState,
	type World,
} from './world';

/**
 * The services of a router: the bots behind it, each under a name. The router gives a customer's messages to the service
 * that its master-state names, or else to the first one.
 */

/** Returns the bot that gets the customer's messages to this bot: itself, or a service of it. */
export function answeringBot(world: World, bot: BotState, customer: CustomerState): BotState {
	const services = servicesOf(world, bot.name);
	const at = text(bot.contexts.get(masterState(customer)));
	return services.find((service) => identityOf(service) === at) ?? services[0] ?? bot;
}

/** Returns whether the router has the service to which a redirect leads. Without services every address counts. */
export function leadsSomewhere(world: World, bot: BotState, content: unknown): boolean {
	const services = servicesOf(world, bot.router);
	const address = text(record(content).address);
	return services.length === 0 || address === undefined || named(services, address) !== undefined;
}

/**
 * Moves the customer of a redirect to another service.
 *
 * @returns the service with the text that it gets in the name of the customer; `undefined` without a text
 */
export function followRedirect(
	world: World,
	{ bot, to, type, content, failure }: AcceptedMessage,
): { bot: BotState; customer: CustomerState; text: string } | undefined {
	const sender = world.bots.get(bot);
	const router = world.bots.get(sender?.router ?? '');
	const customer = recipientOf(world, to);
	if (type !== LIME_REDIRECT || failure || !router || !customer) return undefined;
	const address = text(record(content).address);
	const services = servicesOf(world, router.name);
	const service = address === undefined ? services[0] : named(services, address);
	if (!service) return undefined;
	router.contexts.set(masterState(customer), identityOf(service));
	const context = text(record(record(content).context).value);
	return context === undefined ? undefined : { bot: service, customer, text: context };
}

function servicesOf(world: World, router: string | undefined): BotState[] {
	return [...world.bots.values()].filter(
		(bot) => bot.router === router && bot.service !== undefined,
	);
}

function named(services: BotState[], address: string): BotState | undefined {
	return services.find((bot) => bot.service === address || identityOf(bot) === address);
}

function masterState({ identity }: CustomerState): string {
	return `${identity}/master-state`;
}

function identityOf({ name }: BotState): string {
	return `${name}@msging.net`;
}
