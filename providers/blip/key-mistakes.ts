import type { MessagingError } from '../../messaging/error';

/**
 * Explains wrong keys. A router and each bot behind it have keys of their own and see different customers
 * (docs/facts/blip.md#keys). Users often confuse them, and Blip's own error texts do not explain that.
 */

/** Explains a key that belongs to another bot than the credential names. */
export function keyOfAnotherBot(owner: string, named: string): MessagingError {
	return {
		code: 'keyOfAnotherBot',
		title: 'The key belongs to another bot',
		reason: `The key in the credential is that of "${owner}", but the credential names "${named}".`,
		remedy: `Open "${named}" in the Blip portal, Settings > Connection information, and copy the key from there; or write "${owner}" as Bot Identifier.`,
		retry: 'no',
		meaning: 'wrongCredential',
	};
}

/** Explains a node that sends as one bot with the credential of another. */
export function credentialOfAnotherBot(credential: string, sender: string): MessagingError {
	return {
		code: 'credentialOfAnotherBot',
		title: 'The credential belongs to another bot',
		reason: `"Business Number" names the bot "${sender}", the credential is that of "${credential}". A router and the bots behind it have keys of their own.`,
		remedy: `Choose the credential of "${sender}" here, or "${credential}" as the bot that sends.`,
		retry: 'no',
		meaning: 'wrongCredential',
	};
}

/** Explains a request that only the bot with the channel can serve. */
export function notOnWhatsApp(bot: string): MessagingError {
	return {
		code: 'botNotOnWhatsApp',
		title: 'This bot has no WhatsApp number',
		reason: `WhatsApp does not answer to the key of "${bot}". Behind a router the number belongs to the router, and the bots behind it can only answer customers who wrote.`,
		remedy:
			'Use the key of the router (the bot that is published on WhatsApp) for first messages, templates and campaigns.',
		retry: 'no',
		meaning: 'wrongCredential',
	};
}

/** Explains a conversation that runs through a router into another bot than the credential's. */
export function tunnelOfAnotherBot(bot: string, destination: string | undefined): MessagingError {
	return {
		code: 'tunnelOfAnotherBot',
		title: 'This conversation belongs to another bot',
		reason: `The address of the customer is valid only for the bot behind the router that received the message${destination ? ` ("${destination}")` : ''}, not for "${bot}".`,
		remedy:
			'Use the credential of the bot that received the message, or send to the phone number with the key of the router.',
		retry: 'no',
		meaning: 'wrongCredential',
	};
}
