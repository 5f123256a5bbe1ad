/** Targets of a redirect: those who take over a conversation. */

/** The kinds of those to whom a conversation can be redirected. */
export const REDIRECT_KINDS = ['service', 'team', 'agent', 'helpDesk'] as const;
/** `service`: another bot or service. `helpDesk`: the queue of a help desk, which finds a team and an agent itself. */
export type RedirectKind = (typeof REDIRECT_KINDS)[number];

export interface RedirectService {
	id: string;
	label: string;
	/** Its kind, and the name by which a target of this kind names it. Absent: it serves every kind, by its id. */
	kind?: RedirectKind;
	name?: string;
	/** Presence of an agent, in the provider's words. */
	status?: string;
}

export interface RedirectTarget {
	handler: 'bot' | 'human';
	/** Absent: the provider reads the kind from `service`, which may have a prefix of the provider's own. */
	kind?: RedirectKind;
	/** A bot, team, queue or agent of the provider. Absent for the provider's default. */
	service?: string;
	reason?: string;
}
