import type { EventBusiness } from './event';
import { readTypedPhone } from './typed-phone';

/** Returns whether the user has chosen this business. */
export function isBusiness(business: Pick<EventBusiness, 'id' | 'phone'>, chosen: string): boolean {
	if (business.id === chosen) return true;
	// Where ids are not numbers, the user may have entered the number that customers see.
	const reading = readTypedPhone(chosen);
	return 'phone' in reading && business.phone === reading.phone;
}
