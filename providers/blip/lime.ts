/**
 * The media types of LIME documents that the package writes or reads (docs/facts/blip.md#content-types and
 * docs/facts/blip.md#inbound-messages).
 */
export const LIME = {
	text: 'text/plain',
	json: 'application/json',
	mediaLink: 'application/vnd.lime.media-link+json',
	webLink: 'application/vnd.lime.web-link+json',
	location: 'application/vnd.lime.location+json',
	contact: 'application/vnd.lime.contact+json',
	select: 'application/vnd.lime.select+json',
	documentSelect: 'application/vnd.lime.document-select+json',
	input: 'application/vnd.lime.input+json',
	reply: 'application/vnd.lime.reply+json',
	reaction: 'application/vnd.lime.reaction+json',
	collection: 'application/vnd.lime.collection+json',
	container: 'application/vnd.lime.container+json',
	sensitive: 'application/vnd.lime.sensitive+json',
	redirect: 'application/vnd.lime.redirect+json',
	chatState: 'application/vnd.lime.chatstate+json',
	external: 'application/vnd.lime.external+json',
	identity: 'application/vnd.lime.identity',
	ticket: 'application/vnd.iris.ticket+json',
	distributionList: 'application/vnd.iris.distribution-list+json',
	eventTrack: 'application/vnd.iris.eventTrack+json',
	campaign: 'application/vnd.iris.activecampaign.full-campaign+json',
	inputExpiration: 'application/vnd.blip-client.inputexpirationtime+json',
} as const;
