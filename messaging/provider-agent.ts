/** A person who answers at the provider's own desk. */
export interface ProviderAgent {
	id: string;
	name: string;
	/** Whether the agent takes conversations. */
	presence: 'online' | 'away';
	/** The provider's own word for the presence, e.g. `Pause`. */
	status?: string;
	/** Teams or queues of the agent. */
	skills: string[];
	/** Most conversations at once. */
	capacity?: number;
	/** Number of conversations that the agent has there. */
	open?: number;
}
