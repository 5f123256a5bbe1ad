import type {
	MovedAddress,
	RegistrationMemory,
	RegistrationOutcome,
	RegistrationTarget,
	WebhookRegistration,
} from '../../../messaging/provider';

/** A model of a provider with one place for an address, and nothing else. */
export class OnePlace {
	/** The address that gets the events; `undefined`: none. */
	address: string | undefined;
	/** Every address that was registered since the last call of `clear`, `undefined` for none. */
	stood: Array<string | undefined> = [];

	constructor(
		address: string | undefined,
		private readonly abilities: { canBeRead: boolean; canBeMoved: boolean },
	) {
		this.address = address;
	}

	get registration(): WebhookRegistration {
		const { canBeRead, canBeMoved } = this.abilities;
		const create = async (target: RegistrationTarget): Promise<RegistrationOutcome> => {
			const before = this.address;
			const isForeign = before !== undefined && !isOurs(before, target);
			if (canBeRead && isForeign && !target.replaceForeign) return refused();
			this.#set(target.url);
			return {
				ok: true,
				memory: { holds: 'it', ...(isForeign && { previous: before }) },
				notices: [],
			};
		};
		return {
			check: async (target) => {
				if (!canBeRead) return { state: 'unknown' };
				if (this.address === undefined) return { state: 'missing' };
				return isOurs(this.address, target)
					? { state: 'registered' }
					: { state: 'foreign', url: this.address };
			},
			create,
			remove: async (target, memory) => {
				if (this.address === target.url) this.#set(memory?.['previous']);
				return { ok: true, memory: {}, notices: [] };
			},
			...(canBeMoved && {
				move: async (
					target: RegistrationTarget,
					from: MovedAddress,
					memory: RegistrationMemory,
				) => {
					if (this.address !== from.url) throw new Error('moved from where it does not stand');
					this.#set(target.url);
					return { ok: true as const, memory, notices: [] };
				},
			}),
		};
	}

	clear(): void {
		this.stood = [];
	}

	#set(address: string | undefined): void {
		this.address = address;
		this.stood.push(address);
	}
}

function isOurs(address: string, { url, ours }: RegistrationTarget): boolean {
	return address === url || ours.includes(address);
}

function refused(): RegistrationOutcome {
	const error = {
		code: 'addressTaken',
		title: 'Taken',
		reason: '',
		remedy: '',
		retry: 'no',
	} as const;
	return { ok: false, error };
}
