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
import type { Channel, Provider } from './provider-names';

/**
 * Adapter of a provider: its only face to the rest of the package. All functions are pure: no n8n, no network of their
 * own, no clock. Optional members are features that a provider may lack. Callers must say so to the user, never fail.
 */
export interface ProviderAdapter {
	readonly name: Provider;
	/** The channels that this provider carries here. The first is the default. */
	readonly channels: readonly [Channel, ...Channel[]];
	capabilities(channel: Channel): Capabilities;
	/** Judges the raw bytes, in constant time, before anything else looks at the request. */
	authenticate(request: InboundRequest, secrets: Secrets): AuthenticationResult;
	/** Answers what the provider asks before it sends events. `undefined`: not a handshake. */
	handshake?(request: InboundRequest, secrets: Secrets): HandshakeReply | undefined;
	/** Total: no input throws; unknown things become `unsupported` or nothing; one bad entry never loses its neighbours. */
	parse(request: InboundRequest): MessagingEvent[];
	/**
	 * Asks or sets at the provider what must be known before a message can be built, e.g. whether a number is on
	 * WhatsApp and under which address. Called after every guard; nothing is sent when it fails. Returns the recipient
	 * for `build`, under whom the send is recorded, so that the same question is not asked again.
	 */
	prepareRecipient?(send: SendToPrepare, http: Http): Promise<ApiResult<Recipient>>;
	/**
	 * The request that sends the message. The message is within the capabilities, and its files are uploaded.
	 *
	 * @param sendId new for each send and the same in its repeats; for providers where the sender names the message
	 */
	build(message: OutboundMessage, to: Recipient, from: Sender, sendId?: string): HttpRequest;
	/** A 200 can still be a refusal. `request` is what `build` made, for answers that do not name the message. */
	readResponse(response: HttpResponse, request?: HttpRequest): SendResult;
	/** Total. `reason` may quote the provider, `remedy` is our advice. */
	explainError(failure: HttpFailure): MessagingError;
	/**
	 * The provider's own id of the account that a credential opens; `undefined` where the credential does not name it.
	 * Listeners of one account share one registration.
	 */
	accountId(account: Account): string | undefined;
	/**
	 * The only reading of a customer's address: what a user typed, or the id of an event. Two texts from which `build` makes
	 * the same recipient are one person for every rule.
	 *
	 * @param home ISO 3166-1 alpha-2 country of the business, for numbers without country code
	 */
	readAddress(typed: string, channel: Channel, home?: string): AddressReading;
	/** Returns the one spelling of our side, as events name it. `undefined`: nothing is typed. */
	readBusiness(typed: string, channel: Channel): string | undefined;
	/** Returns the phone number (E.164) that a business id contains. */
	phoneOfBusiness?(id: string): string | undefined;
	readonly registration?: WebhookRegistration;
	readonly templates?: TemplateApi;
	readonly media?: MediaApi;
	readonly signals?: SignalApi;
	readonly senders?: SenderApi;
	readonly redirect?: RedirectApi;
	readonly customers?: CustomerApi;
	readonly number?: NumberApi;
}

/** The settings of a credential that are not secret, by the name of the field; `baseUrl` has no slash at its end. */
export interface Account {
	readonly baseUrl: string;
	readonly [setting: string]: string | undefined;
}

/** Our side of a send. */
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
	/** The person as the store knows them, when it does: the address may have been looked up before. */
	known?: Recipient;
}

/** The person's side of a send. `id` is as in `MessagingEvent.contact.id`; a typed phone number is E.164. */
export interface Recipient {
	id: string;
	phone?: string;
	userId?: string;
}

/** Meaning of a typed address: the person to write to, or why it cannot be known. */
export type AddressReading = { ok: true; to: Recipient } | { ok: false; error: MessagingError };

export type SendResult =
	| {
			ok: true;
			/** The provider's id of the message, by which its statuses are known. */
			messageId: string;
			/** The address that the provider made of ours, when it says so. */
			recipientId?: string;
			/** The provider took the message but holds it back for a check of its own. */
			held?: boolean;
	  }
	| { ok: false; error: MessagingError };

/** Registers a trigger's address at the provider. Reads before it writes. */
export interface WebhookRegistration {
	/** Reads the address to which the provider sends events now. Changes nothing. */
	check(target: RegistrationTarget, http: Http): Promise<RegistrationState>;
	/** Makes the target the address of events, unless that would silently take it from somebody else. */
	create(target: RegistrationTarget, http: Http): Promise<RegistrationOutcome>;
	/**
	 * Undoes what `create` did, and only that. `memory` is what `create` returned. Returns the memory of what has to stay
	 * for now, because the addresses of others depend on it.
	 */
	remove(
		target: RegistrationTarget,
		memory: RegistrationMemory | undefined,
		http: Http,
	): Promise<RegistrationOutcome>;
	/**
	 * Puts the target's address wherever the address `from` stands, without a moment in which neither does. Returns the
	 * memory with which the target undoes it: what stood there before `from` is put back in the end. Absent where
	 * addresses are entered by hand.
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

/** The address of a listener that is unpublished while others of its account go on. */
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
	 * Token for providers that sign nothing. It belongs into the registered address or its headers, and `authenticate`
	 * finds it in `secrets.webhookToken`.
	 */
	webhookToken: string;
	/** Number, sender or bot whose events are wanted; `undefined` for the whole account. */
	businessId?: string;
	account: Account;
	/** The user has seen which address would be replaced, and wants it. */
	replaceForeign: boolean;
	/** Whether this is n8n's "Listen for test event". A test never takes an address that is in use. */
	test: boolean;
	/**
	 * Addresses of the other listeners of this installation on the same account. Where one of them stands, the target is
	 * registered as well: what arrives there is given to every listener.
	 */
	ours: readonly string[];
}

/**
 * Plain JSON, kept between activation and deactivation. `beside`: the address of another system that got the events and
 * still stands behind ours, as it may be shown.
 */
export type RegistrationMemory = Record<string, string | undefined>;

export type RegistrationState =
	| { state: 'registered' }
	/** `instead`: somebody else's address that gets the events now, and would stay behind ours. */
	| { state: 'missing'; instead?: string }
	/** Somebody else's address stands there. */
	| { state: 'foreign'; url: string }
	/** The provider takes an address but does not tell which one it has. */
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
	/** The approved text above the body, with its placeholder, when the header is text. */
	header?: string;
	/** The approved body text with its placeholders, as shown to the user. */
	body: string;
	footer?: string;
	/** Variables to fill in, in the order of the panel. */
	variables: TemplateSlot[];
	/** Number of carousel cards, when it is a carousel. */
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
	/** All pages. */
	list(account: Account, http: Http): Promise<ApiResult<Template[]>>;
	get(account: Account, name: string, language: string, http: Http): Promise<ApiResult<Template>>;
	/** Filled slots (key to value) into the message that `build` takes. */
	fill(template: Template, values: Record<string, string>): TemplateFilling;
	/** Whether `create` understands `buttons` and `headerExample` of a draft. */
	readonly draftsButtons?: true;
	/** Submits a new template for approval, where the provider takes them. */
	create?(account: Account, draft: TemplateDraft, http: Http): Promise<ApiResult<CreatedTemplate>>;
	/** Deletes one language of a template, or all of them when none is named. There is no way back. */
	remove?(
		account: Account,
		template: { name: string; language?: string },
		http: Http,
	): Promise<ApiResult<object>>;
}

/** A template to be approved. Placeholders are `{{1}}`, `{{2}}`, … */
export interface TemplateDraft {
	name: string;
	/** e.g. `pt_BR`. */
	language: string;
	category: TemplateCategory;
	header?: string;
	body: string;
	footer?: string;
	/** One sample value for each placeholder of the body, in their order. */
	examples: string[];
	/** Taken by providers whose `draftsButtons` says so; others need them in `raw`. */
	buttons?: TemplateDraftButton[];
	/** A sample value for the placeholder of the header, when it has one. */
	headerExample?: string;
	/** Fields in the provider's own form, laid over those that are made of the above. */
	raw?: Record<string, unknown>;
}

/** `url` may end in the placeholder `{{1}}`, and needs an example then: the whole address. */
export type TemplateDraftButton =
	| { kind: 'quickReply'; title: string }
	| { kind: 'url'; title: string; url: string; example?: string };

export interface CreatedTemplate {
	/** When the provider tells it. */
	id?: string;
	status: Template['status'];
}

export type TemplateFilling =
	| { ok: true; message: TemplateMessage }
	/** `missing` and `unknown` are slot keys. */
	| { ok: false; missing: string[]; unknown: string[] };

export interface MediaFile {
	content: Buffer;
	mimeType: string;
	fileName?: string;
}

export interface MediaApi {
	/** Gives the media id. */
	upload(
		from: Sender,
		file: MediaFile & { fileName: string },
		http: Http,
	): Promise<ApiResult<string>>;
	/** By media id, or by an address that an event carried. The key is only ever sent to the provider's own hosts. */
	download(
		from: Sender,
		media: { id?: string; url?: string },
		http: Http,
	): Promise<ApiResult<MediaFile>>;
}

/** Small signs without content. */
export interface SignalApi {
	/** `to`: the customer, when known, for providers that ask for them. */
	markAsRead(from: Sender, messageId: string, to?: Recipient): HttpRequest;
	/** `messageId`: the customer's message that is being answered; `to`: the customer, when known, for providers that ask for them. */
	typing(from: Sender, messageId: string, to?: Recipient): HttpRequest;
}

/** Moves a conversation between bots, queues and people at the provider itself. */
export interface RedirectApi {
	/** To a bot, service or queue of the provider; `service` is an id of `services`. */
	redirect(
		ends: { to: Recipient; from: Sender },
		target: RedirectTarget,
		http: Http,
	): Promise<ApiResult<{ ticketId?: string }>>;
	/** Back to the bot that writes through this package. */
	handBack(ends: { to: Recipient; from: Sender }, http: Http): Promise<ApiResult<object>>;
	/** Lists the services that the user may choose. */
	services?(from: Sender, http: Http): Promise<ApiResult<Array<{ id: string; label: string }>>>;
}

export interface RedirectTarget {
	handler: 'bot' | 'human';
	/** A bot, team, queue or agent of the provider; absent: its default. */
	service?: string;
	reason?: string;
}

/** Data that the provider itself keeps about a customer: variables and tags, on which its own bot acts. */
export interface CustomerApi {
	get(ends: { to: Recipient; from: Sender }, http: Http): Promise<ApiResult<KeptCustomer>>;
	/** Changes what is named and nothing else; `false` takes a tag off. */
	update(
		ends: { to: Recipient; from: Sender },
		change: { variables?: Record<string, string>; tags?: Record<string, boolean> },
		http: Http,
	): Promise<ApiResult<object>>;
}

export interface KeptCustomer {
	variables: Record<string, string>;
	tags: string[];
	/** ISO 8601 UTC: end of the customer service window, where the provider says. */
	windowExpiresAt?: string;
}

/** The numbers, senders or bots of an account, for dropdowns and the credential test. */
export interface SenderApi {
	list(account: Account, http: Http): Promise<ApiResult<SenderInfo[]>>;
}

export interface SenderInfo {
	id: string;
	/** As a person would recognise it, e.g. `Padaria Sol (+55 11 4000-0000)`. */
	label: string;
	phone?: string;
}

/** How a number of ours stands with the provider. */
export interface NumberApi {
	health(from: Sender, http: Http): Promise<ApiResult<NumberHealth>>;
}

/** Facts that the provider does not tell are absent. */
export interface NumberHealth {
	/** The name that customers see. */
	name?: string;
	phone?: string;
	/** As customers rate what they get from it. */
	quality?: 'good' | 'medium' | 'low' | 'unknown';
	/** The provider's own word, e.g. `CONNECTED`. */
	status?: string;
	canSend?: 'yes' | 'limited' | 'no';
	/** How many people may be written to first within 24 hours. */
	messagingLimit?: number | 'unlimited';
	messagesPerSecond?: number;
	/** Obstacles, in the provider's words. */
	problems?: string[];
}
