import type { MessagingError } from '../../messaging/error';

/**
 * Explains each status and error id of Infobip to the user, and whether the same message may be sent again
 * (docs/facts/infobip.md#error-codes, after Infobip's page of status and error codes of July 2026). Statuses and errors
 * are numbered separately: status 12 means no credit, error 12 a faulty phone.
 */

export interface ErrorEntry {
	/** Id to Infobip's name. Ids that share an entry mean the same to the reader. */
	ids: Readonly<Record<number, string>>;
	title: string;
	/** The next step of the user, in the imperative. */
	remedy: string;
	/**
	 * `no`: would fail again, or may have been sent already. `backoff`: refused before it was processed, a retry is safe.
	 * `later`: a condition must change first.
	 */
	policy: 'no' | 'backoff' | 'later';
	/** The meaning for shared code; see MessagingError. */
	meaning?: MessagingError['meaning'];
	/** Seconds to wait before a retry. Our choice, because Infobip states none. */
	waitSeconds?: number;
}

/** Seconds. */
export const THROTTLED_WAIT_SECONDS = 30;

/** Errors of the apps: WhatsApp, Viber and others. */
export const CHAT_ERRORS: readonly ErrorEntry[] = [
	{
		ids: {
			7001: 'EC_UNKNOWN_APPLICATION',
		},
		title: 'The app of the sender is not known',
		remedy: 'Ask Infobip support to check how the sender is set up.',
		policy: 'no',
	},
	{
		ids: {
			7002: 'EC_UNKNOWN_USER',
		},
		title: 'This customer is not on this channel',
		remedy:
			'Check the number with its country code. If it is right, the customer has no account on this app: use SMS or another channel.',
		policy: 'no',
	},
	{
		ids: {
			7003: 'EC_BLOCKED_USER',
		},
		title: 'The customer has blocked you or opted out',
		remedy: 'Do not write to this customer until they write to you again.',
		policy: 'no',
		meaning: 'optedOut',
	},
	{
		ids: {
			7004: 'EC_UNAUTHORIZED_ACCESS',
		},
		title: 'The sender may not use the app',
		remedy: 'Open the sender in the Infobip portal and renew its connection to WhatsApp or Viber.',
		policy: 'no',
	},
	{
		ids: {
			7005: 'EC_FORBIDDEN_ACCESS',
		},
		title: 'The sender lacks a permission',
		remedy:
			'Check in the Infobip portal that the sender is approved for this kind of message, or ask Infobip support.',
		policy: 'no',
	},
	{
		ids: {
			7006: 'EC_BAD_REQUEST',
		},
		title: 'The app refused the content of the message',
		remedy: 'Read the reason, then check text, buttons and addresses of the message.',
		policy: 'no',
	},
	{
		ids: {
			7007: 'EC_ILLEGAL_TRAFFIC_TYPE',
		},
		title: 'This kind of message is not allowed for the sender',
		remedy:
			'On Viber check the label (promotional or transactional) and whether the sender may have conversations; on WhatsApp check the type of message.',
		policy: 'no',
	},
	{
		ids: {
			7008: 'EC_INVALID_TEMPLATE_ARGS',
		},
		title: 'The values do not match the template',
		remedy:
			'Compare number and order of the values with the template, and fill in every one of them.',
		policy: 'no',
	},
	{
		ids: {
			7009: 'EC_INVALID_TEMPLATE',
		},
		title: 'The template does not exist in this form',
		remedy: 'Check name and language of the template, and that it is approved for this sender.',
		policy: 'no',
	},
	{
		ids: {
			7010: 'EC_NO_SESSION',
		},
		title: 'The customer service window is closed',
		remedy:
			'The customer wrote more than 24 hours ago or never. Send an approved template, or wait until the customer writes.',
		policy: 'no',
		meaning: 'windowClosed',
	},
	{
		ids: {
			7011: 'EC_ACCOUNT_ISSUE',
		},
		title: 'The WhatsApp Business Account has a problem',
		remedy:
			'Check WhatsApp Manager and the Infobip portal. A payment method may be missing, or the account may be restricted.',
		policy: 'no',
	},
	{
		ids: {
			7012: 'EC_DEPLOYMENT_CONFIGURATION_ERROR',
		},
		title: 'The sender is not completely set up',
		remedy: 'Finish the set-up of the sender in the Infobip portal, then send again.',
		policy: 'later',
	},
	{
		ids: {
			7013: 'EC_MEDIA_HOSTING_ERROR',
		},
		title: 'The file could not be fetched',
		remedy: 'Put the file at a public https address without a login, and send it again.',
		policy: 'later',
	},
	{
		ids: {
			7014: 'EC_MEDIA_UPLOAD_ERROR',
		},
		title: 'The file could not be sent to the app',
		remedy: 'Send the message again later; if it fails again, make the file smaller.',
		policy: 'later',
	},
	{
		ids: {
			7015: 'EC_MEDIA_METADATA_ERROR',
		},
		title: 'The type or size of the file is not allowed',
		remedy:
			'Check that the file is not too large, and that its server names the right Content-Type.',
		policy: 'no',
	},
	{
		ids: {
			7016: 'EC_SPAM_RATE',
		},
		title: 'Too many customers reported messages of this sender',
		remedy:
			'Stop promotions from this sender for some days, and write only to customers who asked for it.',
		policy: 'no',
	},
	{
		ids: {
			7017: 'EC_TOO_MANY_REQUESTS',
		},
		title: 'Messages were sent too fast',
		remedy: 'Send more slowly. The message may be sent again after a pause.',
		policy: 'backoff',
		meaning: 'rateLimited',
		waitSeconds: THROTTLED_WAIT_SECONDS,
	},
	{
		ids: {
			7018: 'EC_INTERNAL_BAD_MAPPING',
		},
		title: 'Infobip could not read the answer of the app',
		remedy: 'Ask Infobip support with the id of the message.',
		policy: 'no',
	},
	{
		ids: {
			7019: 'EC_PROVIDER_BILLING_ERROR',
		},
		title: 'The account at the app could not be charged',
		remedy:
			'Check the payment method of the account in the Infobip portal and in WhatsApp Manager.',
		policy: 'no',
	},
	{
		ids: {
			7020: 'EC_DEVICE_REPRODUCTION_ERROR',
		},
		title: 'The phone could not show the message',
		remedy: 'Send a simpler message, for instance plain text.',
		policy: 'no',
	},
	{
		ids: {
			7021: 'EC_LIMITED_FUNCTIONALITY',
		},
		title: 'The app of the customer lacks this function',
		remedy: 'Send plain text, or another type of message.',
		policy: 'no',
	},
	{
		ids: {
			7022: 'EC_MEDIA_UNSUPPORTED',
		},
		title: 'This format of file is not supported',
		remedy: 'Convert the file: JPEG or PNG for images, MP4 for videos, PDF for documents.',
		policy: 'no',
	},
	{
		ids: {
			7023: 'EC_DATA_MISMATCH',
		},
		title: 'Parts of the message contradict each other',
		remedy: 'Check that header, buttons and values belong to the same template or message.',
		policy: 'no',
	},
	{
		ids: {
			7024: 'EC_NOT_ALLOWED_SENDING_TIME',
		},
		title: 'Messages are not allowed at this hour',
		remedy: 'Send it again within the hours that the country or the sender allows.',
		policy: 'later',
	},
	{
		ids: {
			7025: 'EC_UNSUPPORTED_MOBILE_APP_VERSION',
		},
		title: 'The app of the customer is too old',
		remedy: 'Send plain text, or ask the customer to update the app.',
		policy: 'no',
	},
	{
		ids: {
			7026: 'EC_MESSAGE_TYPE_EXHAUSTED',
		},
		title: 'The allowance for this kind of message is used up',
		remedy: 'Wait for the next period, or ask Infobip to raise the allowance.',
		policy: 'no',
	},
	{
		ids: {
			7027: 'EC_BLOCKED_CONTENT',
		},
		title: 'The content is forbidden',
		remedy: 'Read the rules of the app for business messages, and change the text or the link.',
		policy: 'no',
	},
	{
		ids: {
			7029: 'EC_USER_IDENTITY_CHANGED',
		},
		title: 'The identity of the customer has changed',
		remedy: 'Confirm the new identity at Infobip, or wait until the customer writes to you.',
		policy: 'no',
	},
	{
		ids: {
			7030: 'EC_TEMPLATE_BLOCKED_BY_USER',
		},
		title: 'The customer blocked this template',
		remedy: 'Do not send this template to this customer again.',
		policy: 'no',
		meaning: 'optedOut',
	},
	{
		ids: {
			7031: 'EC_INVALID_WA_FLOW',
		},
		title: 'The form cannot be used',
		remedy: 'Publish the Flow in the Infobip portal, and check its ID.',
		policy: 'no',
	},
	{
		ids: {
			7032: 'EC_FREQUENCY_CAPPING',
		},
		title: 'WhatsApp holds promotions back for this customer',
		remedy:
			'The customer got enough promotions for now. Wait a day or longer, because repeated attempts make it worse.',
		policy: 'later',
	},
	{
		ids: {
			7033: 'EC_MARKETING_OPT_OUT',
		},
		title: 'The customer stopped promotions',
		remedy: 'Send no promotions to this customer until they resume them in WhatsApp.',
		policy: 'no',
		meaning: 'optedOut',
	},
	{
		ids: {
			7034: 'EC_SENDER_NOT_REGISTERED',
		},
		title: 'The sender is not registered',
		remedy:
			'Check the sender name or number: it must be registered for this channel in the Infobip portal.',
		policy: 'no',
	},
	{
		ids: {
			7035: 'EC_CALL_PERMISSION_REQUEST_FAILED',
		},
		title: 'Asking for permission to call failed',
		remedy: 'Wait until the customer writes, then ask again.',
		policy: 'later',
	},
	{
		ids: {
			7036: 'EC_TEMPLATE_NOT_SYNCED',
		},
		title: 'The template is not available everywhere yet',
		remedy: 'A new template needs some minutes. Send the message again later.',
		policy: 'later',
	},
	{
		ids: {
			7037: 'EC_TEMPLATE_NOT_AVAILABLE',
		},
		title: 'The template is not available at the moment',
		remedy:
			'It may be paused for its quality. Check it in the Infobip portal, and send again later.',
		policy: 'later',
	},
	{
		ids: {
			7038: 'EC_INVALID_WA_ACCOUNT_TYPE',
		},
		title: 'The account does not allow this kind of sending',
		remedy: 'Ask Infobip support to check the type of the WhatsApp account.',
		policy: 'no',
	},
	{
		ids: {
			7050: 'EC_PROVIDER_INTERNAL_ERROR',
		},
		title: 'The app reported an internal error',
		remedy: 'Send the message again in some minutes.',
		policy: 'later',
	},
	{
		ids: {
			7051: 'EC_PROVIDER_TIMEOUT',
		},
		title: 'The app did not answer in time',
		remedy: 'Check whether the customer got the message before you send it again.',
		policy: 'later',
	},
	{
		ids: {
			7052: 'EC_PROVIDER_DR_ERROR',
		},
		title: 'The app gave no usable receipt',
		remedy: 'Ask the customer whether the message arrived before you send it again.',
		policy: 'no',
	},
	{
		ids: {
			7080: 'EC_INTERNAL_ERROR',
		},
		title: 'Infobip reported an internal error',
		remedy: 'Ask Infobip support with the id of the message.',
		policy: 'no',
	},
	{
		ids: {
			7081: 'EC_CONFIGURATION_ERROR',
		},
		title: 'The sender is set up wrongly at Infobip',
		remedy:
			'Check the settings of the sender in the Infobip portal, or ask Infobip support to do so.',
		policy: 'no',
	},
	{
		ids: {
			7082: 'EC_TEMPORARY_GATEWAY_ERROR',
		},
		title: "Infobip's gateway failed for a moment",
		remedy: 'Send the message again by hand. If it fails again, ask Infobip support.',
		policy: 'no',
	},
	{
		ids: {
			7083: 'EC_SERVICE_NOT_ACTIVATED',
		},
		title: 'The channel is not switched on for the account',
		remedy: 'Have Infobip activate this channel for your account.',
		policy: 'no',
	},
	{
		ids: {
			7084: 'EC_MISSING_SENDER_METADATA',
		},
		title: 'Details of the sender are missing',
		remedy: 'Complete the registration of the sender in the Infobip portal.',
		policy: 'no',
	},
	{
		ids: {
			7102: 'EC_PHONE_MATCHING_DISABLED',
		},
		title: 'The customer cannot be found by phone number',
		remedy: 'The customer switched this off in the app. Wait until they write to you.',
		policy: 'no',
	},
	{
		ids: {
			7201: 'EC_UNSUPPORTED_DEVICE',
		},
		title: 'The device of the customer is not supported',
		remedy: 'Use SMS or another channel for this customer.',
		policy: 'no',
	},
	{
		ids: {
			7280: 'EC_DUPLICATE_REQUEST',
		},
		title: 'The same message was sent twice',
		remedy: 'Check the workflow for a repeat. The first message counts.',
		policy: 'no',
	},
	{
		ids: {
			7281: 'EC_BAD_ORIGIN',
		},
		title: 'The message came from a place that is not allowed',
		remedy: 'Check the addresses that the API key allows in the Infobip portal.',
		policy: 'no',
	},
];

/** Errors of phones, operators and accounts, mostly with SMS. */
export const NETWORK_ERRORS: readonly ErrorEntry[] = [
	{
		ids: {
			1: 'EC_UNKNOWN_SUBSCRIBER',
		},
		title: 'The number does not exist',
		remedy: 'Check the number with its country code and remove it from your list if it is wrong.',
		policy: 'no',
	},
	{
		ids: {
			5: 'EC_UNIDENTIFIED_SUBSCRIBER',
			6: 'EC_ABSENT_SUBSCRIBER_SM',
			27: 'EC_ABSENT_SUBSCRIBER',
			13: 'EC_CALL_BARRED',
			8: 'EC_ROAMING_NOT_ALLOWED',
			31: 'EC_SUBSCRIBER_BUSY_FOR_MT_SMS',
		},
		title: 'The phone cannot be reached at the moment',
		remedy: 'It is switched off, busy, barred or abroad. Send the message again later.',
		policy: 'later',
	},
	{
		ids: {
			9: 'EC_ILLEGAL_SUBSCRIBER',
			12: 'EC_ILLEGAL_EQUIPMENT',
			7: 'EC_UNKNOWN_EQUIPMENT',
		},
		title: 'The network does not accept the phone or its card',
		remedy: 'Ask the customer for another number.',
		policy: 'no',
	},
	{
		ids: {
			11: 'EC_TELESERVICE_NOT_PROVISIONED',
			10: 'EC_BEARER_SERVICE_NOT_PROVISIONED',
			21: 'EC_FACILITY_NOT_SUPPORTED',
		},
		title: 'The line cannot receive this kind of message',
		remedy: 'Use another channel for this customer.',
		policy: 'no',
	},
	{
		ids: {
			2: 'EC_UNKNOWN_BASE_STATION',
			24: 'EC_NO_RADIO_RESOURCE_AVAILABLE',
			34: 'EC_SYSTEM_FAILURE',
			20: 'EC_SS_INCOMPATIBILITY',
			32: 'EC_SM_DELIVERY_FAILURE',
			35: 'EC_DATA_MISSING',
			36: 'EC_UNEXPECTED_DATA_VALUE',
			71: 'EC_UNKNOWN_ALPHABET',
		},
		title: 'The mobile network reported an error',
		remedy: 'Send the message again later.',
		policy: 'later',
	},
	{
		ids: {
			33: 'EC_MESSAGE_WAITING_LIST_FULL',
		},
		title: 'Too many messages wait for this phone',
		remedy: 'Wait until the phone has received them, then send again.',
		policy: 'later',
	},
	{
		ids: {
			255: 'EC_UNKNOWN_ERROR',
			500: 'EC_PROVIDER_GENERAL_ERROR',
			501: 'EC_INVALID_RESPONSE_RECEIVED',
			502: 'EC_NO_RESPONSE',
			503: 'EC_SERVICE_COMPLETION_FAILURE',
			504: 'EC_UNEXPECTED_RESPONSE_FROM_PEER',
			507: 'EC_MISTYPED_PARAMETER',
			508: 'EC_NOT_SUPPORTED_SERVICE',
			509: 'EC_DUPLICATED_INVOKE_ID',
		},
		title: 'The operator gave no usable answer',
		remedy: 'Send the message again later; if that does not help, ask Infobip support.',
		policy: 'later',
	},
	{
		ids: {
			256: 'EC_SM_DF_MEMORYCAPACITYEXCEEDED',
		},
		title: 'The memory of the phone is full',
		remedy: 'Ask the customer to delete messages, or use another channel.',
		policy: 'later',
	},
	{
		ids: {
			257: 'EC_SM_DF_EQUIPMENTPROTOCOLERROR',
			258: 'EC_SM_DF_EQUIPMENTNOTSM_EQUIPPED',
		},
		title: 'The phone cannot take text messages now',
		remedy: 'Send the message again later, or use another channel.',
		policy: 'later',
	},
	{
		ids: {
			259: 'EC_SM_DF_UNKNOWNSERVICECENTRE',
			260: 'EC_SM_DF_SC_CONGESTION',
			261: 'EC_SM_DF_INVALIDSME_ADDRESS',
			262: 'EC_SM_DF_SUBSCRIBERNOTSC_SUBSCRIBER',
		},
		title: 'The message centre of the operator failed',
		remedy: 'Send the message again in an hour.',
		policy: 'later',
	},
	{
		ids: {
			565: 'EC_CANNOT_RECEIVE_SC',
			573: 'EC_SC_BLOCKED_BY_END_USER',
			560: 'EC_SC_BLOCKED_FOR_END_USER',
		},
		title: 'The number does not accept messages of businesses',
		remedy: 'Use another channel; the customer or the operator blocked them.',
		policy: 'no',
	},
	{
		ids: {
			581: 'EC_USER_OUT_OF_CREDIT',
		},
		title: 'The customer has no credit left',
		remedy: 'The line receives again when it is charged. Send later, or use another channel.',
		policy: 'later',
	},
	{
		ids: {
			628: 'EC_TEMPORARY_HANDSET_FAILURE',
			629: 'EC_DEST_ADDRESS_UNABLE_TO_RECEIVE_SMS',
			568: 'EC_DESTINATION_NOT_SMS_PROVISIONED',
			569: 'EC_DEST_ADDRESS_SUSPENDED',
		},
		title: 'The line cannot receive text messages',
		remedy: 'Use another channel for this customer: it may be a landline or suspended.',
		policy: 'no',
	},
	{
		ids: {
			1024: 'EC_OR_APPCONTEXTNOTSUPPORTED',
			1025: 'EC_OR_INVALIDDESTINATIONREFERENCE',
			1026: 'EC_OR_INVALIDORIGINATINGREFERENCE',
			1027: 'EC_OR_ENCAPSULATEDAC_NOTSUPPORTED',
			1028: 'EC_OR_TRANSPORTPROTECTIONNOTADEQUATE',
			1029: 'EC_OR_NOREASONGIVEN',
			1030: 'EC_OR_POTENTIALVERSIONINCOMPATIBILITY',
			1031: 'EC_OR_REMOTENODENOTREACHABLE',
		},
		title: 'The network abroad did not open a connection',
		remedy: 'Send the message again later; if whole countries are affected, ask Infobip support.',
		policy: 'later',
	},
	{
		ids: {
			1152: 'EC_NNR_NOTRANSLATIONFORANADDRESSOFSUCHNATURE',
			1153: 'EC_NNR_NOTRANSLATIONFORTHISSPECIFICADDRESS',
			1154: 'EC_NNR_SUBSYSTEMCONGESTION',
			1155: 'EC_NNR_SUBSYSTEMFAILURE',
			1156: 'EC_NNR_UNEQUIPPEDUSER',
			1157: 'EC_NNR_MTPFAILURE',
			1158: 'EC_NNR_NETWORKCONGESTION',
			1159: 'EC_NNR_UNQUALIFIED',
			1160: 'EC_NNR_ERRORINMESSAGETRANSPORTXUDT',
			1161: 'EC_NNR_ERRORINLOCALPROCESSINGXUDT',
			1162: 'EC_NNR_DESTINATIONCANNOTPERFORMREASSEMBLYXUDT',
			1163: 'EC_NNR_SCCPFAILURE',
			1164: 'EC_NNR_HOPCOUNTERVIOLATION',
			1165: 'EC_NNR_SEGMENTATIONNOTSUPPORTED',
			1166: 'EC_NNR_SEGMENTATIONFAILURE',
		},
		title: 'The network found no route to the number',
		remedy: 'Check the number; if it is right, send the message again later.',
		policy: 'later',
	},
	{
		ids: {
			1281: 'EC_UA_USERSPECIFICREASON',
			1282: 'EC_UA_USERRESOURCELIMITATION',
			1283: 'EC_UA_RESOURCEUNAVAILABLE',
			1284: 'EC_UA_APPLICATIONPROCEDURECANCELLATION',
		},
		title: 'The network abroad closed the connection',
		remedy: 'Send the message again in some hours.',
		policy: 'later',
	},
	{
		ids: {
			1536: 'EC_PA_PROVIDERMALFUNCTION',
			1537: 'EC_PA_SUPPORTINGDIALOGORTRANSACTIONREALEASED',
			1538: 'EC_PA_RESSOURCELIMITATION',
			1539: 'EC_PA_MAINTENANCEACTIVITY',
			1540: 'EC_PA_VERSIONINCOMPATIBILITY',
			1541: 'EC_PA_ABNORMALMAPDIALOG',
		},
		title: 'The network between the operators failed',
		remedy: 'Send the message again tomorrow.',
		policy: 'later',
	},
	{
		ids: {
			1792: 'EC_NC_ABNORMALEVENTDETECTEDBYPEER',
			1793: 'EC_NC_RESPONSEREJECTEDBYPEER',
			1794: 'EC_NC_ABNORMALEVENTRECEIVEDFROMPEER',
			1795: 'EC_NC_MESSAGECANNOTBEDELIVEREDTOPEER',
			1796: 'EC_NC_PROVIDEROUTOFINVOKE',
		},
		title: 'The other operator refused the exchange',
		remedy: 'Send the message again later, or use another channel.',
		policy: 'later',
	},
	{
		ids: {
			323: 'EC_INVALID_REQUEST_TYPE',
			4096: 'EC_INVALID_PDU_FORMAT',
		},
		title: 'Infobip could not read the message',
		remedy: 'Check the text for unusual characters.',
		policy: 'no',
	},
	{
		ids: {
			351: 'EC_INVALID_DESTINATION_ADDRESS',
			352: 'EC_INVALID_REQUEST_DESTINATION',
		},
		title: 'The number of the customer is not valid',
		remedy: 'Enter it with country code, for example +55 11 98888-0001.',
		policy: 'no',
	},
	{
		ids: {
			355: 'EC_MSG_TEXT_TOO_LONG',
		},
		title: 'The text is too long',
		remedy: 'Shorten the text of the SMS.',
		policy: 'no',
	},
	{
		ids: {
			368: 'EC_INVALID_SOURCE_ADDRESS',
			375: 'EC_SOURCE_ADDRESS_IS_BLOCKED',
			564: 'EC_SC_BLOCKED',
			2053: 'EC_BLACKLISTED_SENDERADDRESS',
		},
		title: 'The sender is not allowed',
		remedy: 'Choose a sender that is registered for the country of the customer.',
		policy: 'no',
	},
	{
		ids: {
			433: 'EC_ACCOUNT_ACCESS_DENIED',
			597: 'EC_ACC_HAS_NO_ADRESS_FOR_DESR',
			601: 'EC_ACC_NOT_2_WAY',
		},
		title: 'The account may not send this',
		remedy: 'Ask Infobip to open this destination or this kind of sending for your account.',
		policy: 'no',
	},
	{
		ids: {
			541: 'EC_LIMIT_REACHED',
			542: 'EC_QUOTA_REACHED',
			4099: 'EC_MONTHLY_LIMIT_REACHED',
			4202: 'EC_10DLC_LIMIT_REACHED',
			609: 'EC_SIGNALS_HARD_LIMIT_REACHED',
			51: 'EC_RESOURCE_LIMITATION',
		},
		title: 'A limit of the account is reached',
		remedy: 'Wait for the next period, or ask Infobip to raise the limit.',
		policy: 'later',
		meaning: 'rateLimited',
	},
	{
		ids: {
			572: 'EC_CAMPAIGNID_NOT_PROVISIONED',
			594: 'EC_INVALID_GLOBAL_CAMPAIGN_ID',
			571: 'EC_CAMPAIGN_ID_REJECTED',
		},
		title: 'The campaign is not registered',
		remedy: 'Register the campaign for this sender in the Infobip portal.',
		policy: 'no',
	},
	{
		ids: {
			577: 'EC_ACC_NOT_PROVISIONED_TO_SMS_DEMO_SC',
			578: 'EC_EXCEEDED_THE_TIME_LIMIT_OF_SMS_DEMO',
			579: 'EC_DEST_ADDRESS_NOT_IN_SMS_DEMO',
			580: 'EC_EXCEEDED_THE_MAX_NUMBER',
		},
		title: 'The trial account does not allow this',
		remedy: 'Add the number to the trial in the Infobip portal, or change to a paid account.',
		policy: 'no',
	},
	{
		ids: {
			598: 'EC_INTERACTION_NOT_SUPPORTED',
		},
		title: 'This kind of exchange is not supported',
		remedy: 'Use another sender or another channel.',
		policy: 'no',
	},
	{
		ids: {
			603: 'EC_CONTENT_BLOCKED',
			561: 'EC_CONTENT_BLOCKED_BY_OPERATOR',
			607: 'EC_REJECTED_SPAM_BY_OPERATOR',
		},
		title: 'The content was classified as spam',
		remedy: 'Change the text or the link, and ask Infobip which words the operator refuses.',
		policy: 'no',
	},
	{
		ids: {
			604: 'EC_BLOCKED_BY_CAMPAIGN_BLACKLIST',
			2052: 'EC_BLACKLISTED_DESTINATIONADDRESS',
			3041: 'EC_DEACTIVATED_LIST',
			2049: 'EC_IMSI_BLACKLISTED',
			2050: 'EC_DEST_ADDRESS_BLACKLISTED',
			566: 'EC_DESTINATION_BLOCKED_BY_OPERATOR',
		},
		title: 'The number is on a blocklist',
		remedy:
			'Do not write to this customer; if they want to hear from you, have the entry removed at Infobip.',
		policy: 'no',
		meaning: 'optedOut',
	},
	{
		ids: {
			608: 'EC_SIGNALS_BLOCKED',
		},
		title: 'Infobip held the message back as suspicious',
		remedy:
			'Check Infobip Signals, which protects against fake traffic, in the portal before you send again.',
		policy: 'later',
	},
	{
		ids: {
			4100: 'EC_MESSAGE_CANCELED',
		},
		title: 'The message was cancelled',
		remedy: 'No action needed if you cancelled it. Otherwise send it again.',
		policy: 'no',
	},
	{
		ids: {
			4101: 'EC_VALIDITY_EXPIRED',
			4098: 'EC_VP_EXPIRED',
			811: 'EC_MESSAGE_EXPIRED',
		},
		title: 'The message was not delivered in time',
		remedy: 'Its validity ended. Send it again, with a longer validity if it still matters.',
		policy: 'no',
	},
	{
		ids: {
			4102: 'EC_NOTSUBMITTEDTOSMPPCHANNEL',
			4097: 'EC_NOTSUBMITTEDTOGMSC',
		},
		title: 'The message did not reach the operator',
		remedy:
			'Send the message again later; if that does not help, ask Infobip support for the route.',
		policy: 'later',
	},
	{
		ids: {
			4103: 'EC_DESTINATION_FLOODING',
			4104: 'EC_DESTINATION_TXT_FLOODING',
		},
		title: 'This customer got too many messages in a short time',
		remedy: 'Wait some hours, and check the workflow for a loop.',
		policy: 'no',
		meaning: 'rateLimited',
	},
	{
		ids: {
			15: 'EC_CUG_REJECT',
		},
		title: 'The line only talks to a closed group',
		remedy: 'Use another number for this customer.',
		policy: 'no',
	},
	{
		ids: {
			345: 'EC_OPERATOR_NOT_FOUND',
			633: 'EC_UNKNOWN_MOBILE_OPERATOR',
		},
		title: 'The operator of the number is not known',
		remedy: 'Check the number; if it is right, ask Infobip which channels reach it.',
		policy: 'no',
	},
	{
		ids: {
			488: 'EC_TF_NUMBER_NOT_VERIFIED',
			562: 'EC_SC_NOT_PROVISIONED',
			563: 'EC_SC_EXPIRED',
			574: 'EC_BLOCKED_NEW_SUBSCRIPTIONS_FOR_SC',
			592: 'EC_ACCOUNT_NOT_PROVISIONED_FOR_CHANNEL',
		},
		title: 'The sender is not open for this operator',
		remedy: 'Finish the registration of the sender for this country in the Infobip portal.',
		policy: 'no',
	},
	{
		ids: {
			630: 'EC_DEST_OVERLOADED',
			631: 'EC_MOBILE_OPERATOR_NETWORK_ERROR',
		},
		title: 'The network of the operator is overloaded',
		remedy: 'Send the message again later.',
		policy: 'later',
	},
	{
		ids: {
			632: 'EC_SMS_REJECTED_BY_MOBILE_OPERATOR',
			810: 'EC_FAILED_MESSAGE_DELIVERY',
			815: 'EC_MESSAGE_SUBMITTED_NOT_ACKED',
		},
		title: 'The operator did not deliver the message',
		remedy: 'Use another channel, or ask Infobip support with the id of the message.',
		policy: 'no',
	},
	{
		ids: {
			2048: 'EC_TIME_OUT',
			2051: 'EC_INVALIDMSCADDRESS',
		},
		title: 'The network did not answer in time',
		remedy: 'Send the message again some minutes later.',
		policy: 'later',
	},
	{
		ids: {
			5492: 'EC_DUPLICATE_MESSAGE',
		},
		title: 'The operator has this message already',
		remedy: 'Check the workflow for a repeat.',
		policy: 'no',
	},
];

/** Statuses of the groups undeliverable, expired and rejected. */
export const FAILED_STATUSES: readonly ErrorEntry[] = [
	{
		ids: {
			4: 'UNDELIVERABLE_REJECTED_OPERATOR',
		},
		title: 'The operator or app refused the message',
		remedy: 'Read the error beside it. Without one, try another channel.',
		policy: 'no',
	},
	{
		ids: {
			9: 'UNDELIVERABLE_NOT_DELIVERED',
		},
		title: 'The message was not delivered',
		remedy: 'The phone was not reachable for long. Try another channel.',
		policy: 'no',
	},
	{
		ids: {
			31: 'UNDELIVERABLE_NOT_SENT',
		},
		title: 'The message was not sent',
		remedy: 'Send it again; if that does not help, ask Infobip support.',
		policy: 'later',
	},
	{
		ids: {
			96: 'NO_ANSWER',
		},
		title: 'The call was not answered',
		remedy: 'Try again at another hour.',
		policy: 'later',
	},
	{
		ids: {
			97: 'BUSY',
		},
		title: 'The line was busy',
		remedy: 'Try again some minutes later.',
		policy: 'later',
	},
	{
		ids: {
			98: 'CANCELLED',
		},
		title: 'The sending was cancelled',
		remedy: 'No action needed if you stopped it. Otherwise send it again.',
		policy: 'no',
	},
	{
		ids: {
			15: 'EXPIRED_EXPIRED',
		},
		title: 'The validity of the message ended',
		remedy: 'Send it again with a longer validity, if it still matters.',
		policy: 'no',
	},
	{
		ids: {
			29: 'EXPIRED_DLR_UNKNOWN',
		},
		title: 'It is unknown whether the message arrived',
		remedy: 'No receipt came in time. Ask the customer before you send it again.',
		policy: 'no',
	},
	{
		ids: {
			6: 'REJECTED_NETWORK',
		},
		title: 'The network of the number is not served',
		remedy: 'Ask Infobip to open this network for your account, or use another channel.',
		policy: 'no',
	},
	{
		ids: {
			8: 'REJECTED_PREFIX_MISSING',
		},
		title: 'The number has no valid country code',
		remedy: 'Enter the number with country code, for example +55 11 98888-0001.',
		policy: 'no',
	},
	{
		ids: {
			10: 'REJECTED_DND',
		},
		title: 'The customer is on a do-not-disturb list',
		remedy: 'Do not send promotions to this customer.',
		policy: 'no',
		meaning: 'optedOut',
	},
	{
		ids: {
			11: 'REJECTED_SOURCE',
			13: 'REJECTED_SENDER',
		},
		title: 'The sender is not registered or not allowed',
		remedy:
			'Check the sender: it must be registered for this channel and country in the Infobip portal.',
		policy: 'no',
	},
	{
		ids: {
			12: 'REJECTED_NOT_ENOUGH_CREDITS',
		},
		title: 'The Infobip account has no credit left',
		remedy: 'Top up the account in the Infobip portal, then send again.',
		policy: 'later',
	},
	{
		ids: {
			14: 'REJECTED_DESTINATION_BLOCKLISTED',
		},
		title: 'The customer is on the blocklist',
		remedy:
			'The customer opted out at Infobip. Do not write to them; if they want to hear from you, remove the entry under Blocklist in the portal.',
		policy: 'no',
		meaning: 'optedOut',
	},
	{
		ids: {
			17: 'REJECTED_PREPAID_PACKAGE_EXPIRED',
		},
		title: 'The prepaid package has expired',
		remedy: 'Renew the package in the Infobip portal.',
		policy: 'no',
	},
	{
		ids: {
			18: 'REJECTED_DESTINATION_NOT_REGISTERED',
		},
		title: 'A trial account only writes to numbers that were verified',
		remedy: 'Verify the number in the Infobip portal, or change to a paid account.',
		policy: 'no',
	},
	{
		ids: {
			19: 'REJECTED_ROUTE_NOT_AVAILABLE',
		},
		title: 'There is no route to this number',
		remedy: 'Ask Infobip to open the destination, or use another channel.',
		policy: 'no',
	},
	{
		ids: {
			20: 'REJECTED_FLOODING_FILTER',
		},
		title: 'Too many messages to the same number',
		remedy: 'Wait some minutes, and check the workflow for a loop.',
		policy: 'later',
		meaning: 'rateLimited',
	},
	{
		ids: {
			21: 'REJECTED_SYSTEM_ERROR',
		},
		title: 'Infobip refused the message because of an internal error',
		remedy: 'Send the message again in some minutes.',
		policy: 'later',
	},
	{
		ids: {
			23: 'REJECTED_DUPLICATE_MESSAGE_ID',
		},
		title: 'A message with this id was sent before',
		remedy: 'Give each message an id of its own, or none.',
		policy: 'no',
	},
	{
		ids: {
			24: 'REJECTED_INVALID_UDH',
		},
		title: 'The technical header of the SMS is not valid',
		remedy: 'Remove it from the raw message.',
		policy: 'no',
	},
	{
		ids: {
			25: 'REJECTED_MESSAGE_TOO_LONG',
		},
		title: 'The message is too long',
		remedy: 'Shorten the text.',
		policy: 'no',
	},
	{
		ids: {
			51: 'MISSING_TO',
		},
		title: 'The recipient is missing',
		remedy: 'Name the customer in the node.',
		policy: 'no',
	},
	{
		ids: {
			52: 'REJECTED_DESTINATION',
		},
		title: 'The recipient is not valid',
		remedy: 'Check the number: country code, digits, and that it is not a group.',
		policy: 'no',
	},
	{
		ids: {
			87: 'SIGNALS_BLOCKED',
		},
		title: 'Infobip Signals stopped the message',
		remedy: 'Check Signals in the Infobip portal. The traffic looked like fraud.',
		policy: 'no',
	},
	{
		ids: {
			99: 'REJECTED',
		},
		title: 'Infobip refused the message',
		remedy: 'Read the reason. If it does not help, ask Infobip support with the id of the message.',
		policy: 'no',
	},
	{
		ids: {
			100: 'UNDELIVERABLE_REJECTED_PLATFORM',
		},
		title: 'The platform refused the message',
		remedy: 'Read the error beside it, and check that sender and channel are active.',
		policy: 'no',
	},
];

/** Statuses that are no failure. */
export const GOOD_STATUSES: Readonly<Record<number, string>> = {
	3: 'PENDING_WAITING_DELIVERY',
	7: 'PENDING_ENROUTE',
	26: 'PENDING_ACCEPTED',
	2: 'DELIVERED_TO_OPERATOR',
	5: 'DELIVERED_TO_HANDSET',
};
