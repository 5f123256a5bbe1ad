/** The number, sender or bot that a listener has chosen; absent: every one of the account. */
interface ChosenNumber {
	businessId?: string | undefined;
}

/**
 * Returns whether two listeners of one account share a number. A listener without a chosen number listens to every
 * number.
 */
export function shareNumber(one: ChosenNumber, other: ChosenNumber): boolean {
	const isForAll = one.businessId === undefined || other.businessId === undefined;
	return isForAll || one.businessId === other.businessId;
}
