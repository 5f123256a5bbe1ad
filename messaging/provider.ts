import type { Capabilities } from './capabilities';
import type { MessagingError } from './error';
import type { MessagingEvent } from './event';
import type { Http, HttpFailure, HttpRequest, HttpResponse } from './http';
import type {
	AuthenticationResult,
	HandshakeReply,
	InboundRequest,
	Secrets,
} from './inbound-request';
import type { OutboundMessage, TemplateCategory, TemplateMessage } from './outbound-message';
import type { ProviderAgent } from './provider-agent';
import type { Channel, Provider } from './provider-names';
import type { RedirectService, RedirectTarget } from './redirect-target';

/**
 * The interface through which the rest of the package uses a provider. All functions are pure: no n8n, no network of
 * their own, no clock. Optional members are features. Where one is missing, callers tell the user instead of crashing.
 */
export interface ProviderAdapter {
	readonly name: Provider;
	/** The channels that this provider carries here. The first is the default. */
	readonly channels: readonly [Channel, ...Channel[]];
	capabilities(channel: Channel): Capabilities;
	/** Verifies the raw bytes in constant time. Called before anything else reads the request. */
	authenticate(request: InboundRequest, secrets: Secrets): AuthenticationResult;
	/** Answers the request by which the provider proves the address. Returns `undefined` for any other request. */
	handshake?(request: InboundRequest, secrets: Secrets): HandshakeReply | undefined;
	/**
	 * Reads the events of a request. Total: no input throws. Unknown content becomes `unsupported` or no event. A faulty
	 * entry does not affect the others.
	 */
	parse(request: InboundRequest): MessagingEvent[];
	/**
	 * Looks up or sets at the provider what a message needs before it can be built, e.g. the WhatsApp address of a phone
	 * number. Called after all guards. Nothing is sent when it fails. Returns the recipient for `build`. The send is
	 * recorded under this recipient, so that later sends need no look-up.
	 */
	prepareRecipient?(send: SendToPrepare, http: Http): Promise<ApiResult<Recipient>>;
	/**
	 * Builds the request that sends the message. The message is within the capabilities, and its files are uploaded.
	 *
	 * @param sendId unique for each send, and the same in its retries; used where the sender chooses the message id
	 */
	build(message: OutboundMessage, to: Recipient, from: Sender, sendId?: string): HttpRequest;
	/**
	 * Reads the answer to a send. An answer with status 200 can still be a refusal.
	 *
	 * @param request as `build` made it; used where the answer does not contain the message id
	 */
	readResponse(response: HttpResponse, request?: HttpRequest): SendResult;
	/** Explains any failure of a request. `reason` may quote the provider, `remedy` is our advice. */
	explainError(failure: HttpFailure): MessagingError;
	/**
	 * Returns the provider's own id of the account that a credential opens, or `undefined` where the credential does not
	 * contain it. Listeners of one account share one registration.
	 */
	accountId(account: Account): string | undefined;
	/**
	 * Reads a customer's address, as a user typed it or as an event contains it. No other function does so. Two texts from
	 * which `build` makes the same recipient are the same customer for every rule.
	 *
	 * @param home ISO 3166-1 alpha-2 country of the business, for numbers without a country code
	 */
	readAddress(typed: string, channel: Channel, home?: string): AddressReading;
	/** Returns the id of the business as events spell it, or `undefined` when nothing was typed. */
	readBusiness(typed: string, channel: Channel): string | undefined;
	/** Returns the phone number (E.164) that a business id contains. */
	phoneOfBusiness?(id: string): string | undefined;
	readonly registration?: WebhookRegistration;
	readonly templates?: TemplateApi;
	readonly media?: MediaApi;
	readonly signals?: SignalApi;
	readonly senders?: SenderApi;
	readonly redirect?: RedirectApi;
	readonly agents?: AgentApi;
	readonly customers?: CustomerApi;
	readonly number?: NumberApi;
}

/** The settings of a credential that are not secret, by field name. `baseUrl` has no trailing slash. */
export interface Account {
	readonly baseUrl: string;
	readonly [setting: string]: string | undefined;
}

/** The business from which a message is sent. */
export interface Sender {
	/** Number, sender, bot or app id, as in `MessagingEvent.business.id`. */
	id: string;
	channel: Channel;
	account: Account;
}

/** A send that passed every guard. */
export interface SendToPrepare {
	message: OutboundMessage;
	to: Recipient;
	from: Sender;
	/** The customer as the store knows them, if it does. Their address may have been looked up before. */
	known?: Recipient;
}

/** The customer to whom a message is sent. `id` is as in `MessagingEvent.contact.id`; a typed phone number is E.164. */
export interface Recipient {
	id: string;
	phone?: string;
	userId?: string;
}

/** Result of reading an address: the customer to write to, or why the address cannot be used. */
export type AddressReading = { ok: true; to: Recipient } | { ok: false; error: MessagingError };

export type SendResult =
	| {
			ok: true;
			/** The provider's id of the message. Its statuses carry the same id. */
			messageId: string;
			/** The customer's address as the provider resolved it, where its answer contains it. */
			recipientId?: string;
			/** Whether the provider accepted the message but holds it back for its own check. */
			held?: boolean;
	  }
	| { ok: false; error: MessagingError };

/** Registers a trigger's address at the provider. Reads before it writes. */
export interface WebhookRegistration {
	/** Reads the address to which the provider sends events now. Changes nothing. */
	check(target: RegistrationTarget, http: Http): Promise<RegistrationState>;
	/** Registers the target's address for events, unless that would silently replace the address of another system. */
	create(target: RegistrationTarget, http: Http): Promise<RegistrationOutcome>;
	/**
	 * Undoes what `create` did, and only that. `memory` is what `create` returned. Returns the memory of what must stay
	 * for now, because other listeners' addresses depend on it.
	 */
	remove(
		target: RegistrationTarget,
		memory: RegistrationMemory | undefined,
		http: Http,
	): Promise<RegistrationOutcome>;
	/**
	 * Replaces the address `from` by the target's, without a moment in which neither is registered. Returns the memory for
	 * the later `remove` of the target, which restores the address that `from` had replaced. Absent where addresses are
	 * entered by hand.
	 *
	 * @param target with the `businessId` for which `from` was registered
	 * @param memory what `create` returned for `from`
	 */
	move?(
		target: RegistrationTarget,
		from: MovedAddress,
		memory: RegistrationMemory,
		http: Http,
	): Promise<RegistrationOutcome>;
}

/** The address of a listener that is unpublished while other listeners of its account stay published. */
export interface MovedAddress {
	url: string;
	webhookToken: string;
}

export interface RegistrationTarget {
	/** The trigger's address, https in production. */
	url: string;
	/** The token that the provider must repeat in its handshake. */
	verifyToken: string;
	/**
	 * Token for providers that do not sign requests. It is put into the registered address or its headers. `authenticate`
	 * finds it in `secrets.webhookToken`.
	 */
	webhookToken: string;
	/** Number, sender or bot whose events are wanted; `undefined` for the whole account. */
	businessId?: string;
	account: Account;
	/** Whether the user saw which address would be replaced, and agreed. */
	replaceForeign: boolean;
	/** Whether this is n8n's "Listen for test event". A test never takes an address that is in use. */
	test: boolean;
	/**
	 * Addresses of the other listeners of this installation on the same account. Where one of them is registered, so is
	 * the target, because every listener gets the events that arrive there.
	 */
	ours: readonly string[];
}

/**
 * Plain JSON, kept between activation and deactivation. `beside` is the address of another system that got the events
 * before. It stays registered behind ours. It contains no secret, so that it can be shown.
 */
export type RegistrationMemory = Record<string, string | undefined>;

export type RegistrationState =
	| { state: 'registered' }
	/** `instead`: the address of another system that gets the events now. It would stay registered behind ours. */
	| { state: 'missing'; instead?: string }
	/** The address of another system is registered. */
	| { state: 'foreign'; url: string }
	/** The provider accepts an address but does not return the one that is registered. */
	| { state: 'unknown' }
	| { state: 'failed'; error: MessagingError };

export type RegistrationOutcome =
	| { ok: true; memory: RegistrationMemory; notices: string[] }
	/** `memory`: undoes what may have taken effect before the failure. */
	| { ok: false; error: MessagingError; memory?: RegistrationMemory };

export interface Template {
	id: string;
	name: string;
	language: string;
	category: TemplateCategory | 'unknown';
	status: 'approved' | 'pending' | 'rejected' | 'paused' | 'disabled' | 'other';
	/** The approved header with its variable, if the header is text. */
	header?: string;
	/** The approved body text with its variables, as shown to the user. */
	body: string;
	footer?: string;
	/** Variables to fill in, in the order in which the panel shows them. */
	variables: TemplateSlot[];
	/** Number of cards, if the template is a carousel. */
	cards?: number;
	rejectedReason?: string;
}

/** One variable of a template. `key` is stable within the template, e.g. `body.1`, `header.image`, `button.0.url`. */
export interface TemplateSlot {
	key: string;
	label: string;
	kind:
		'text' | 'image' | 'video' | 'document' | 'location' | 'payload' | 'urlSuffix' | 'couponCode';
	required: boolean;
	example?: string;
}

export type ApiResult<T> = { ok: true; value: T } | { ok: false; error: MessagingError };

export interface TemplateApi {
	/** Lists the templates of all pages. */
	list(account: Account, http: Http): Promise<ApiResult<Template[]>>;
	get(account: Account, name: string, language: string, http: Http): Promise<ApiResult<Template>>;
	/** Makes the message that `build` takes from the values of the variables, by key. */
	fill(template: Template, values: Record<string, string>): TemplateFilling;
	/** Whether `create` accepts `buttons` and `headerExample` of a draft. */
	readonly draftsButtons?: true;
	/** Submits a new template for approval, where the provider accepts them. */
	create?(account: Account, draft: TemplateDraft, http: Http): Promise<ApiResult<CreatedTemplate>>;
	/** Deletes one language of a template, or all languages if none is given. This cannot be undone. */
	remove?(
		account: Account,
		template: { name: string; language?: string },
		http: Http,
	): Promise<ApiResult<object>>;
}

/** A template to be approved. Its variables are `{{1}}`, `{{2}}`, … */
export interface TemplateDraft {
	name: string;
	/** e.g. `pt_BR`. */
	language: string;
	category: TemplateCategory;
	header?: string;
	body: string;
	footer?: string;
	/** One sample value for each variable of the body, in order. */
	examples: string[];
	/** Used by providers with `draftsButtons`. Other providers need the buttons in `raw`. */
	buttons?: TemplateDraftButton[];
	/** A sample value for the variable of the header, if it has one. */
	headerExample?: string;
	/** Fields in the provider's own format. They override the fields made from the properties above. */
	raw?: Record<string, unknown>;
}

/** `url` may end in the variable `{{1}}`. Then `example` is required: a whole address. */
export type TemplateDraftButton =
	| { kind: 'quickReply'; title: string }
	| { kind: 'url'; title: string; url: string; example?: string };

export interface CreatedTemplate {
	/** Absent if the provider does not return it. */
	id?: string;
	status: Template['status'];
}

export type TemplateFilling =
	| { ok: true; message: TemplateMessage }
	/** `missing` and `unknown` are keys of variables. */
	| { ok: false; missing: string[]; unknown: string[] };

export interface MediaFile {
	content: Buffer;
	mimeType: string;
	fileName?: string;
}

export interface MediaApi {
	/** Uploads a file and returns its media id. */
	upload(
		from: Sender,
		file: MediaFile & { fileName: string },
		http: Http,
	): Promise<ApiResult<string>>;
	/**
	 * Downloads a file by its media id, or by the address in an event. The API key is sent only to the provider's own
	 * hosts.
	 */
	download(
		from: Sender,
		media: { id?: string; url?: string },
		http: Http,
	): Promise<ApiResult<MediaFile>>;
}

/** Read receipts and typing indicators. */
export interface SignalApi {
	/** @param to the customer, if known; some providers require them */
	markAsRead(from: Sender, messageId: string, to?: Recipient): HttpRequest;
	/**
	 * @param messageId the customer's message that is being answered
	 * @param to the customer, if known; some providers require them
	 */
	typing(from: Sender, messageId: string, to?: Recipient): HttpRequest;
}

/** Moves a conversation between bots, teams and agents at the provider itself. */
export interface RedirectApi {
	/** Moves the conversation to a bot, team, queue or agent of the provider. `target.service` is an id from `services`. */
	redirect(
		parties: { to: Recipient; from: Sender },
		target: RedirectTarget,
		http: Http,
	): Promise<ApiResult<{ ticketId?: string }>>;
	/** Moves the conversation back to the bot that writes through this package. */
	handBack(parties: { to: Recipient; from: Sender }, http: Http): Promise<ApiResult<object>>;
	/** Lists the services that the user may choose. */
	services?(from: Sender, http: Http): Promise<ApiResult<RedirectService[]>>;
}

/** Lists the people who answer at the provider's own desk. */
export interface AgentApi {
	list(account: Account, http: Http): Promise<ApiResult<ProviderAgent[]>>;
}

/** Reads and changes data that the provider keeps about a customer: variables and tags that its own bot uses. */
export interface CustomerApi {
	get(parties: { to: Recipient; from: Sender }, http: Http): Promise<ApiResult<KeptCustomer>>;
	/** Changes only the given variables and tags. `false` removes a tag. */
	update(
		parties: { to: Recipient; from: Sender },
		change: { variables?: Record<string, string>; tags?: Record<string, boolean> },
		http: Http,
	): Promise<ApiResult<object>>;
}

export interface KeptCustomer {
	variables: Record<string, string>;
	tags: string[];
	/** End of the customer service window in ISO 8601, UTC. Absent if the provider does not return it. */
	windowExpiresAt?: string;
}

/** Lists the numbers, senders or bots of an account, for dropdowns and the credential test. */
export interface SenderApi {
	list(account: Account, http: Http): Promise<ApiResult<SenderInfo[]>>;
}

export interface SenderInfo {
	id: string;
	/** Name that a user recognises, e.g. `Padaria Sol (+55 11 4000-0000)`. */
	label: string;
	phone?: string;
}

/** Reads the state of a business number at the provider. */
export interface NumberApi {
	health(from: Sender, http: Http): Promise<ApiResult<NumberHealth>>;
}

/** State of a business number. Facts that the provider does not return are absent. */
export interface NumberHealth {
	/** The name that customers see. */
	name?: string;
	phone?: string;
	/** The provider's quality rating, which reflects customers' feedback. */
	quality?: 'good' | 'medium' | 'low' | 'unknown';
	/** The provider's own word, e.g. `CONNECTED`. */
	status?: string;
	canSend?: 'yes' | 'limited' | 'no';
	/** Number of customers that the business may begin to write to in 24 hours. */
	messagingLimit?: number | 'unlimited';
	messagesPerSecond?: number;
	/** Obstacles to sending, in the provider's words. */
	problems?: string[];
}
