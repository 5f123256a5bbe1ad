import { phoneOf } from '../whatsapp-format/people';

/** Returns the number of the app as events name it, or the name of the app. */
export function readBusiness(typed: string): string | undefined {
	const text = typed.trim();
	return phoneOf(text) ?? (text || undefined);
}
