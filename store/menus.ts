import type { StoredMenu } from './contracts/inbox';
import type { ConversationRow } from './schema';

/** The menu that the latest outbound message of a conversation offered. */

/** Time after which a typed number no longer counts as a choice. */
const MENU_LIVES_MS = 24 * 3_600_000;

/** Providers report whole seconds and clocks differ, so an answer may seem a little older than its question. */
const CLOCK_TOLERANCE_MS = 60_000;

/** Returns the menu that is open at this time; `undefined` when there is none, or it is too old. */
export function openMenu(conversation: ConversationRow, at: string): StoredMenu | undefined {
	if (conversation.choices === null || conversation.choices_at === null) return undefined;
	const age = Date.parse(at) - Date.parse(conversation.choices_at);
	if (age < -CLOCK_TOLERANCE_MS || age >= MENU_LIVES_MS) return undefined;
	return readMenu(JSON.parse(conversation.choices) as StoredMenu | StoredMenu['choices']);
}

/** Reads a stored menu. Version 0.1.0 stored the choices of numbered menus, and nothing else. */
function readMenu(stored: StoredMenu | StoredMenu['choices']): StoredMenu {
	return Array.isArray(stored) ? { choices: stored, isNumbered: true } : stored;
}

/**
 * Returns the conversation after an outbound message: its menu is open now, and an earlier one is not. An answer to
 * today's question must not count as a tap on yesterday's menu.
 */
export function afterMenu(
	conversation: ConversationRow,
	menu: StoredMenu | undefined,
	at: string,
): ConversationRow {
	if (conversation.choices_at !== null && conversation.choices_at > at) return conversation;
	const isOpen = menu !== undefined && menu.choices.length > 0;
	if (!isOpen && conversation.choices === null) return conversation;
	return {
		...conversation,
		choices: isOpen ? JSON.stringify(menu) : null,
		choices_at: isOpen ? at : null,
	};
}
