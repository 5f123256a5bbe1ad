--
-- PostgreSQL database dump
--


-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: business_messaging; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA business_messaging;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: campaign_sends; Type: TABLE; Schema: business_messaging; Owner: -
--

CREATE TABLE business_messaging.campaign_sends (
    id text NOT NULL COLLATE pg_catalog."C",
    campaign text NOT NULL COLLATE pg_catalog."C",
    contact_id text COLLATE pg_catalog."C",
    provider text NOT NULL COLLATE pg_catalog."C",
    business_id text NOT NULL COLLATE pg_catalog."C",
    template_name text COLLATE pg_catalog."C",
    state text NOT NULL COLLATE pg_catalog."C",
    owner text NOT NULL COLLATE pg_catalog."C",
    at text NOT NULL COLLATE pg_catalog."C",
    message_id text COLLATE pg_catalog."C",
    error_code text COLLATE pg_catalog."C",
    error_title text COLLATE pg_catalog."C"
);


--
-- Name: consents; Type: TABLE; Schema: business_messaging; Owner: -
--

CREATE TABLE business_messaging.consents (
    id text NOT NULL COLLATE pg_catalog."C",
    contact_id text NOT NULL COLLATE pg_catalog."C",
    number integer NOT NULL,
    state text NOT NULL COLLATE pg_catalog."C",
    scope text NOT NULL COLLATE pg_catalog."C",
    source text NOT NULL COLLATE pg_catalog."C",
    evidence text COLLATE pg_catalog."C",
    at text NOT NULL COLLATE pg_catalog."C",
    source_event text COLLATE pg_catalog."C"
);


--
-- Name: contact_addresses; Type: TABLE; Schema: business_messaging; Owner: -
--

CREATE TABLE business_messaging.contact_addresses (
    audience text NOT NULL COLLATE pg_catalog."C",
    channel text NOT NULL COLLATE pg_catalog."C",
    address text NOT NULL COLLATE pg_catalog."C",
    contact_id text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: contacts; Type: TABLE; Schema: business_messaging; Owner: -
--

CREATE TABLE business_messaging.contacts (
    id text NOT NULL COLLATE pg_catalog."C",
    audience text NOT NULL COLLATE pg_catalog."C",
    channel text NOT NULL COLLATE pg_catalog."C",
    phone text COLLATE pg_catalog."C",
    user_id text COLLATE pg_catalog."C",
    username text COLLATE pg_catalog."C",
    name text COLLATE pg_catalog."C",
    language text COLLATE pg_catalog."C",
    told_at text NOT NULL COLLATE pg_catalog."C",
    tier text COLLATE pg_catalog."C",
    tags text NOT NULL COLLATE pg_catalog."C",
    attributes text NOT NULL COLLATE pg_catalog."C",
    customer_id text COLLATE pg_catalog."C",
    first_seen_at text NOT NULL COLLATE pg_catalog."C",
    last_seen_at text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: conversations; Type: TABLE; Schema: business_messaging; Owner: -
--

CREATE TABLE business_messaging.conversations (
    id text NOT NULL COLLATE pg_catalog."C",
    contact_id text NOT NULL COLLATE pg_catalog."C",
    provider text NOT NULL COLLATE pg_catalog."C",
    business_id text NOT NULL COLLATE pg_catalog."C",
    address text NOT NULL COLLATE pg_catalog."C",
    address_at text NOT NULL COLLATE pg_catalog."C",
    window_expires_at text COLLATE pg_catalog."C",
    first_inbound_id text COLLATE pg_catalog."C",
    last_inbound_id text COLLATE pg_catalog."C",
    last_inbound_at text COLLATE pg_catalog."C",
    last_outbound_at text COLLATE pg_catalog."C",
    handler text NOT NULL COLLATE pg_catalog."C",
    handler_until text COLLATE pg_catalog."C",
    handler_service text COLLATE pg_catalog."C",
    handler_reason text COLLATE pg_catalog."C",
    handler_at text COLLATE pg_catalog."C",
    choices text COLLATE pg_catalog."C",
    choices_at text COLLATE pg_catalog."C",
    created_at text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: counter_slots; Type: TABLE; Schema: business_messaging; Owner: -
--

CREATE TABLE business_messaging.counter_slots (
    trigger_id text NOT NULL COLLATE pg_catalog."C",
    slot integer NOT NULL,
    received bigint NOT NULL,
    repeats bigint NOT NULL,
    redelivered bigint NOT NULL,
    refused bigint DEFAULT 0 NOT NULL,
    abandoned bigint DEFAULT 0 NOT NULL
);


--
-- Name: erasures; Type: TABLE; Schema: business_messaging; Owner: -
--

CREATE TABLE business_messaging.erasures (
    hash text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    at text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: inbox; Type: TABLE; Schema: business_messaging; Owner: -
--

CREATE TABLE business_messaging.inbox (
    trigger_id text NOT NULL COLLATE pg_catalog."C",
    event_kind text NOT NULL COLLATE pg_catalog."C",
    event_id text NOT NULL COLLATE pg_catalog."C",
    emitted_kind text NOT NULL COLLATE pg_catalog."C",
    received_at text NOT NULL COLLATE pg_catalog."C",
    "position" integer NOT NULL,
    owner text NOT NULL COLLATE pg_catalog."C",
    held_since text NOT NULL COLLATE pg_catalog."C",
    payload text COLLATE pg_catalog."C",
    takeovers integer DEFAULT 0 NOT NULL
);


--
-- Name: installation; Type: TABLE; Schema: business_messaging; Owner: -
--

CREATE TABLE business_messaging.installation (
    name text NOT NULL COLLATE pg_catalog."C",
    value text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: messages; Type: TABLE; Schema: business_messaging; Owner: -
--

CREATE TABLE business_messaging.messages (
    provider text NOT NULL COLLATE pg_catalog."C",
    message_id text NOT NULL COLLATE pg_catalog."C",
    contact_id text COLLATE pg_catalog."C",
    type text NOT NULL COLLATE pg_catalog."C",
    state text NOT NULL COLLATE pg_catalog."C",
    state_rank integer NOT NULL,
    reference text COLLATE pg_catalog."C",
    template_name text COLLATE pg_catalog."C",
    campaign text COLLATE pg_catalog."C",
    error text COLLATE pg_catalog."C",
    at text NOT NULL COLLATE pg_catalog."C",
    business_id text COLLATE pg_catalog."C",
    category text COLLATE pg_catalog."C",
    error_code text COLLATE pg_catalog."C",
    error_title text COLLATE pg_catalog."C",
    business_initiated integer
);


--
-- Name: owners; Type: TABLE; Schema: business_messaging; Owner: -
--

CREATE TABLE business_messaging.owners (
    boot_id text NOT NULL COLLATE pg_catalog."C",
    hostname text NOT NULL COLLATE pg_catalog."C",
    process_id integer NOT NULL,
    last_beat_at text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: pacing; Type: TABLE; Schema: business_messaging; Owner: -
--

CREATE TABLE business_messaging.pacing (
    stream text NOT NULL COLLATE pg_catalog."C",
    conforms_at double precision NOT NULL
);


--
-- Name: simulator_businesses; Type: TABLE; Schema: business_messaging; Owner: -
--

CREATE TABLE business_messaging.simulator_businesses (
    id text NOT NULL COLLATE pg_catalog."C",
    name text COLLATE pg_catalog."C",
    clock_offset bigint NOT NULL,
    last_number integer NOT NULL,
    last_used_at text COLLATE pg_catalog."C"
);


--
-- Name: simulator_entries; Type: TABLE; Schema: business_messaging; Owner: -
--

CREATE TABLE business_messaging.simulator_entries (
    business_id text NOT NULL COLLATE pg_catalog."C",
    sequence integer NOT NULL,
    changed integer NOT NULL,
    message_id text NOT NULL COLLATE pg_catalog."C",
    customer_id text NOT NULL COLLATE pg_catalog."C",
    sender text NOT NULL COLLATE pg_catalog."C",
    content text NOT NULL COLLATE pg_catalog."C",
    state text COLLATE pg_catalog."C",
    at text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: store_migration_lock; Type: TABLE; Schema: business_messaging; Owner: -
--

CREATE TABLE business_messaging.store_migration_lock (
    id character varying(255) NOT NULL,
    is_locked integer DEFAULT 0 NOT NULL
);


--
-- Name: store_migrations; Type: TABLE; Schema: business_messaging; Owner: -
--

CREATE TABLE business_messaging.store_migrations (
    name character varying(255) NOT NULL,
    "timestamp" character varying(255) NOT NULL
);


--
-- Data for Name: campaign_sends; Type: TABLE DATA; Schema: business_messaging; Owner: -
--

INSERT INTO business_messaging.campaign_sends VALUES ('00000000-0000-4000-8000-000000000023', 'october', '00000000-0000-4000-8000-000000000001', 'whatsappCloud', '106540352242922', 'october_offer', 'accepted', 'boot-living', '2026-10-05T12:50:00.000Z', 'wamid.campaign-ana', NULL, NULL);
INSERT INTO business_messaging.campaign_sends VALUES ('00000000-0000-4000-8000-000000000024', 'october', '00000000-0000-4000-8000-000000000009', 'blip', 'padaria@msging.net', 'october_offer', 'accepted', 'boot-living', '2026-10-05T12:50:00.000Z', 'blip-campaign-hugo', NULL, NULL);
INSERT INTO business_messaging.campaign_sends VALUES ('00000000-0000-4000-8000-000000000025', 'october', '00000000-0000-4000-8000-000000000016', 'whatsappCloud', '106540352242922', 'october_offer', 'failed', 'boot-living', '2026-10-05T12:50:00.000Z', NULL, '131026', 'Not delivered');
INSERT INTO business_messaging.campaign_sends VALUES ('00000000-0000-4000-8000-000000000026', 'october', '00000000-0000-4000-8000-000000000007', 'blip', 'padaria@msging.net', 'october_offer', 'unknown', 'boot-living', '2026-10-05T12:50:00.000Z', NULL, 'timeout', 'No answer came in time');
INSERT INTO business_messaging.campaign_sends VALUES ('00000000-0000-4000-8000-000000000027', 'october', '00000000-0000-4000-8000-000000000011', 'botmaker', 'padaria-instagram', 'october_offer', 'sending', 'boot-dead', '2026-10-05T12:50:00.000Z', NULL, NULL, NULL);
INSERT INTO business_messaging.campaign_sends VALUES ('00000000-0000-4000-8000-000000000028', 'october', '00000000-0000-4000-8000-000000000013', 'chatArchitect', '551140000003', 'october_offer', 'sending', 'boot-living', '2026-10-05T12:50:00.000Z', NULL, NULL, NULL);
INSERT INTO business_messaging.campaign_sends VALUES ('00000000-0000-4000-8000-000000000029', 'october', '00000000-0000-4000-8000-000000000003', 'whatsappCloud', '106540352242922', 'october_offer', 'blocked', '', '2026-10-05T12:50:00.000Z', NULL, 'optedOut', 'The customer opted out.');
INSERT INTO business_messaging.campaign_sends VALUES ('00000000-0000-4000-8000-000000000030', 'october', '00000000-0000-4000-8000-000000000005', 'infobip', 'PadariaSol', 'october_offer', 'blocked', '', '2026-10-05T12:50:00.000Z', NULL, 'quietHours', 'It is night there.');
INSERT INTO business_messaging.campaign_sends VALUES ('00000000-0000-4000-8000-000000000033', 'october', NULL, 'whatsappCloud', '106540352242922', 'october_offer', 'accepted', 'boot-living', '2026-10-05T12:50:00.000Z', NULL, NULL, NULL);


--
-- Data for Name: consents; Type: TABLE DATA; Schema: business_messaging; Owner: -
--

INSERT INTO business_messaging.consents VALUES ('00000000-0000-4000-8000-000000000015', '00000000-0000-4000-8000-000000000003', 1, 'optedOut', 'all', 'keyword', 'SAIR', '2026-10-05T12:10:00.000Z', '["","whatsappCloud","106540352242922","wamid.GOLDEN8"]');
INSERT INTO business_messaging.consents VALUES ('00000000-0000-4000-8000-000000000018', '00000000-0000-4000-8000-000000000016', 1, 'optedOut', 'marketing', 'platform', 'SAIR', '2026-10-05T12:11:00.000Z', '["","whatsappCloud","106540352242922","wamid.GOLDEN9"]');
INSERT INTO business_messaging.consents VALUES ('00000000-0000-4000-8000-000000000019', '00000000-0000-4000-8000-000000000005', 1, 'optedOut', 'all', 'provider', 'SAIR', '2026-10-05T12:12:00.000Z', '["","infobip","PadariaSol","wamid.GOLDEN10"]');
INSERT INTO business_messaging.consents VALUES ('00000000-0000-4000-8000-000000000020', '00000000-0000-4000-8000-000000000005', 2, 'optedIn', 'all', 'keyword', 'VOLTAR', '2026-10-05T12:13:00.000Z', '["","infobip","PadariaSol","wamid.GOLDEN11"]');
INSERT INTO business_messaging.consents VALUES ('00000000-0000-4000-8000-000000000021', '00000000-0000-4000-8000-000000000009', 1, 'optedOut', 'marketing', 'button', 'SAIR', '2026-10-05T12:14:00.000Z', '["","blip","padaria@msging.net","wamid.GOLDEN12"]');
INSERT INTO business_messaging.consents VALUES ('00000000-0000-4000-8000-000000000022', '00000000-0000-4000-8000-000000000001', 1, 'optedIn', 'marketing', 'api', 'Signed at the counter', '2026-10-05T12:15:00.000Z', NULL);
INSERT INTO business_messaging.consents VALUES ('00000000-0000-4000-8000-000000000040', '00000000-0000-4000-8000-000000000038', 1, 'optedOut', 'all', 'button', NULL, '2026-10-05T13:05:00.000Z', NULL);


--
-- Data for Name: contact_addresses; Type: TABLE DATA; Schema: business_messaging; Owner: -
--

INSERT INTO business_messaging.contact_addresses VALUES ('', 'whatsapp', 'phone:+5511988880001', '00000000-0000-4000-8000-000000000001');
INSERT INTO business_messaging.contact_addresses VALUES ('', 'whatsapp', 'id:whatsappCloud:BR.1029384756', '00000000-0000-4000-8000-000000000001');
INSERT INTO business_messaging.contact_addresses VALUES ('', 'whatsapp', 'id:whatsappCloud:5511988880001', '00000000-0000-4000-8000-000000000001');
INSERT INTO business_messaging.contact_addresses VALUES ('', 'whatsapp', 'phone:+5521988880002', '00000000-0000-4000-8000-000000000003');
INSERT INTO business_messaging.contact_addresses VALUES ('', 'whatsapp', 'id:whatsappCloud:552188880002', '00000000-0000-4000-8000-000000000003');
INSERT INTO business_messaging.contact_addresses VALUES ('', 'viber', 'phone:+5531988880003', '00000000-0000-4000-8000-000000000005');
INSERT INTO business_messaging.contact_addresses VALUES ('', 'viber', 'id:infobip:5531988880003', '00000000-0000-4000-8000-000000000005');
INSERT INTO business_messaging.contact_addresses VALUES ('', 'messenger', 'id:blip:7788990011@messenger.gw.msging.net', '00000000-0000-4000-8000-000000000007');
INSERT INTO business_messaging.contact_addresses VALUES ('', 'telegram', 'id:blip:5566778899@telegram.gw.msging.net', '00000000-0000-4000-8000-000000000009');
INSERT INTO business_messaging.contact_addresses VALUES ('', 'instagram', 'id:botmaker:ELISA123', '00000000-0000-4000-8000-000000000011');
INSERT INTO business_messaging.contact_addresses VALUES ('', 'whatsapp', 'phone:+5541988880004', '00000000-0000-4000-8000-000000000013');
INSERT INTO business_messaging.contact_addresses VALUES ('', 'whatsapp', 'id:chatArchitect:5541988880004', '00000000-0000-4000-8000-000000000013');
INSERT INTO business_messaging.contact_addresses VALUES ('', 'whatsapp', 'phone:+5551988880005', '00000000-0000-4000-8000-000000000016');
INSERT INTO business_messaging.contact_addresses VALUES ('', 'whatsapp', 'id:whatsappCloud:5551988880005', '00000000-0000-4000-8000-000000000016');
INSERT INTO business_messaging.contact_addresses VALUES ('simulated:golden-shop', 'whatsapp', 'phone:+5511900000001', '00000000-0000-4000-8000-000000000036');
INSERT INTO business_messaging.contact_addresses VALUES ('simulated:golden-shop', 'whatsapp', 'id:simulator:5511900000001', '00000000-0000-4000-8000-000000000036');
INSERT INTO business_messaging.contact_addresses VALUES ('simulated:golden-shop', 'whatsapp', 'phone:+5511900000002', '00000000-0000-4000-8000-000000000038');
INSERT INTO business_messaging.contact_addresses VALUES ('simulated:golden-shop', 'whatsapp', 'id:simulator:5511900000002', '00000000-0000-4000-8000-000000000038');


--
-- Data for Name: contacts; Type: TABLE DATA; Schema: business_messaging; Owner: -
--

INSERT INTO business_messaging.contacts VALUES ('00000000-0000-4000-8000-000000000007', '', 'messenger', NULL, NULL, NULL, 'Davi', NULL, '{"name":"2026-10-05T12:04:00.000Z"}', NULL, '[]', '{}', NULL, '2026-10-05T12:04:00.000Z', '2026-10-05T12:04:00.000Z');
INSERT INTO business_messaging.contacts VALUES ('00000000-0000-4000-8000-000000000011', '', 'instagram', NULL, NULL, 'elisa.sol', 'Elisa', 'es', '{"username":"2026-10-05T12:50:00.000Z","name":"2026-10-05T12:16:00.000Z","language":"2026-10-05T12:16:00.000Z"}', NULL, '[]', '{}', NULL, '2026-10-05T12:05:00.000Z', '2026-10-05T12:05:00.000Z');
INSERT INTO business_messaging.contacts VALUES ('00000000-0000-4000-8000-000000000009', '', 'telegram', NULL, NULL, NULL, NULL, NULL, '{}', NULL, '[]', '{}', NULL, '2026-10-05T12:04:00.000Z', '2026-10-05T12:14:00.000Z');
INSERT INTO business_messaging.contacts VALUES ('00000000-0000-4000-8000-000000000005', '', 'viber', '+5531988880003', NULL, NULL, 'Carla', NULL, '{"phone":"2026-10-05T12:50:00.000Z","name":"2026-10-05T12:03:00.000Z"}', NULL, '[]', '{}', NULL, '2026-10-05T12:03:00.000Z', '2026-10-05T12:13:00.000Z');
INSERT INTO business_messaging.contacts VALUES ('00000000-0000-4000-8000-000000000036', 'simulated:golden-shop', 'whatsapp', '+5511900000001', NULL, NULL, 'Visitor', NULL, '{"phone":"2026-10-05T13:00:00.000Z","name":"2026-10-05T13:00:00.000Z"}', NULL, '[]', '{}', NULL, '2026-10-05T13:00:00.000Z', '2026-10-05T13:00:00.000Z');
INSERT INTO business_messaging.contacts VALUES ('00000000-0000-4000-8000-000000000038', 'simulated:golden-shop', 'whatsapp', '+5511900000002', NULL, NULL, NULL, NULL, '{"phone":"2026-10-05T13:05:00.000Z"}', NULL, '[]', '{}', NULL, '2026-10-05T13:05:00.000Z', '2026-10-05T13:05:00.000Z');
INSERT INTO business_messaging.contacts VALUES ('00000000-0000-4000-8000-000000000003', '', 'whatsapp', '+552188880002', NULL, NULL, 'Bruno', NULL, '{"phone":"2026-10-05T13:10:00.000Z","name":"2026-10-05T12:01:00.000Z"}', NULL, '[]', '{}', NULL, '2026-10-05T12:01:00.000Z', '2026-10-05T13:10:00.000Z');
INSERT INTO business_messaging.contacts VALUES ('00000000-0000-4000-8000-000000000016', '', 'whatsapp', '+5551988880005', NULL, NULL, NULL, NULL, '{"phone":"2026-10-05T13:10:00.000Z"}', NULL, '[]', '{}', NULL, '2026-10-05T12:11:00.000Z', '2026-10-05T13:10:00.000Z');
INSERT INTO business_messaging.contacts VALUES ('00000000-0000-4000-8000-000000000013', '', 'whatsapp', '+5541988880004', NULL, NULL, NULL, NULL, '{"phone":"2026-10-05T13:10:00.000Z"}', NULL, '[]', '{}', NULL, '2026-10-05T12:06:00.000Z', '2026-10-05T13:10:00.000Z');
INSERT INTO business_messaging.contacts VALUES ('00000000-0000-4000-8000-000000000001', '', 'whatsapp', '+5511988880001', 'BR.1029384756', NULL, 'Ana Souza', 'pt-BR', '{"phone":"2026-10-05T13:12:00.000Z","userId":"2026-10-05T12:00:00.000Z","name":"2026-10-05T12:00:00.000Z","language":"2026-10-05T12:00:00.000Z"}', 'gold', '["wholesale","sao-paulo"]', '{"birthday":"1990-05-01","orders":12,"address":{"city":"Santos"}}', 'C-1001', '2026-10-05T12:00:00.000Z', '2026-10-05T13:10:00.000Z');


--
-- Data for Name: conversations; Type: TABLE DATA; Schema: business_messaging; Owner: -
--

INSERT INTO business_messaging.conversations VALUES ('00000000-0000-4000-8000-000000000006', '00000000-0000-4000-8000-000000000005', 'infobip', 'PadariaSol', '5531988880003', '2026-10-05T12:03:00.000Z', NULL, 'wamid.GOLDEN3', 'wamid.GOLDEN3', '2026-10-05T12:03:00.000Z', NULL, 'bot', NULL, NULL, NULL, NULL, NULL, NULL, '2026-10-05T12:03:00.000Z');
INSERT INTO business_messaging.conversations VALUES ('00000000-0000-4000-8000-000000000008', '00000000-0000-4000-8000-000000000007', 'blip', 'padaria@msging.net', '7788990011@messenger.gw.msging.net', '2026-10-05T12:04:00.000Z', '2026-10-06T12:04:00.000Z', 'wamid.GOLDEN4', 'wamid.GOLDEN4', '2026-10-05T12:04:00.000Z', NULL, 'human', '2099-01-01T00:00:00.000Z', 'Atendimento', 'asked for a person', '2026-10-05T12:20:00.000Z', NULL, NULL, '2026-10-05T12:04:00.000Z');
INSERT INTO business_messaging.conversations VALUES ('00000000-0000-4000-8000-000000000012', '00000000-0000-4000-8000-000000000011', 'botmaker', 'padaria-instagram', 'ELISA123', '2026-10-05T12:05:00.000Z', '2026-10-06T12:05:00.000Z', 'wamid.GOLDEN6', 'wamid.GOLDEN6', '2026-10-05T12:05:00.000Z', NULL, 'waiting', NULL, 'Vendas', NULL, '2026-10-05T12:20:00.000Z', NULL, NULL, '2026-10-05T12:05:00.000Z');
INSERT INTO business_messaging.conversations VALUES ('00000000-0000-4000-8000-000000000017', '00000000-0000-4000-8000-000000000016', 'whatsappCloud', '106540352242922', '5551988880005', '2026-10-05T13:10:00.000Z', '2026-10-06T13:10:00.000Z', 'wamid.GOLDEN23', 'wamid.GOLDEN23', '2026-10-05T13:10:00.000Z', '2026-10-05T12:36:00.000Z', 'bot', NULL, NULL, NULL, NULL, NULL, NULL, '2026-10-05T12:11:00.000Z');
INSERT INTO business_messaging.conversations VALUES ('00000000-0000-4000-8000-000000000014', '00000000-0000-4000-8000-000000000013', 'chatArchitect', '551140000003', '5541988880004', '2026-10-05T12:06:00.000Z', '2026-10-06T12:06:00.000Z', 'wamid.GOLDEN7', 'wamid.GOLDEN7', '2026-10-05T12:06:00.000Z', NULL, 'human', '2026-10-05T14:10:00.000Z', 'Financeiro', NULL, '2026-10-05T13:10:00.000Z', NULL, NULL, '2026-10-05T12:06:00.000Z');
INSERT INTO business_messaging.conversations VALUES ('00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000001', 'whatsappCloud', '106540352242922', '5511988880001', '2026-10-05T13:10:00.000Z', '2026-10-06T13:10:00.000Z', 'wamid.GOLDEN1', 'wamid.GOLDEN21', '2026-10-05T13:10:00.000Z', '2026-10-05T12:51:00.000Z', 'bot', NULL, NULL, NULL, NULL, '[{"id":"order","title":"Encomendar"},{"id":"hours","title":"Horários"}]', '2026-10-05T13:12:00.000Z', '2026-10-05T12:00:00.000Z');
INSERT INTO business_messaging.conversations VALUES ('00000000-0000-4000-8000-000000000010', '00000000-0000-4000-8000-000000000009', 'blip', 'padaria@msging.net', '5566778899@telegram.gw.msging.net', '2026-10-05T12:04:00.000Z', '2026-10-06T12:04:00.000Z', 'wamid.GOLDEN5', 'wamid.GOLDEN5', '2026-10-05T12:04:00.000Z', '2026-10-05T12:51:00.000Z', 'bot', NULL, NULL, NULL, NULL, NULL, NULL, '2026-10-05T12:04:00.000Z');
INSERT INTO business_messaging.conversations VALUES ('00000000-0000-4000-8000-000000000037', '00000000-0000-4000-8000-000000000036', 'simulator', 'golden-shop', '5511900000001', '2026-10-05T13:00:00.000Z', '2026-10-06T13:00:00.000Z', 'wamid.GOLDEN19', 'wamid.GOLDEN19', '2026-10-05T13:00:00.000Z', NULL, 'bot', NULL, NULL, NULL, NULL, NULL, NULL, '2026-10-05T13:00:00.000Z');
INSERT INTO business_messaging.conversations VALUES ('00000000-0000-4000-8000-000000000004', '00000000-0000-4000-8000-000000000003', 'whatsappCloud', '106540352242922', '552188880002', '2026-10-05T13:10:00.000Z', '2026-10-06T13:10:00.000Z', 'wamid.GOLDEN2', 'wamid.GOLDEN22', '2026-10-05T13:10:00.000Z', NULL, 'bot', NULL, NULL, NULL, NULL, NULL, NULL, '2026-10-05T12:01:00.000Z');


--
-- Data for Name: counter_slots; Type: TABLE DATA; Schema: business_messaging; Owner: -
--

INSERT INTO business_messaging.counter_slots VALUES ('golden-cloud', 2, 0, 2, 0, 0, 0);
INSERT INTO business_messaging.counter_slots VALUES ('golden-cloud', 8, 0, 0, 0, 3, 0);
INSERT INTO business_messaging.counter_slots VALUES ('golden-infobip', 8, 1, 0, 0, 0, 0);
INSERT INTO business_messaging.counter_slots VALUES ('golden-blip', 4, 2, 0, 0, 0, 0);
INSERT INTO business_messaging.counter_slots VALUES ('golden-botmaker', 0, 1, 0, 0, 0, 0);
INSERT INTO business_messaging.counter_slots VALUES ('golden-architect', 3, 1, 0, 0, 0, 0);
INSERT INTO business_messaging.counter_slots VALUES ('golden-cloud', 7, 4, 0, 0, 0, 0);
INSERT INTO business_messaging.counter_slots VALUES ('golden-infobip', 14, 2, 0, 0, 0, 0);
INSERT INTO business_messaging.counter_slots VALUES ('golden-blip', 11, 1, 0, 0, 0, 0);
INSERT INTO business_messaging.counter_slots VALUES ('golden-cloud', 12, 4, 0, 0, 0, 0);
INSERT INTO business_messaging.counter_slots VALUES ('golden-cloud', 3, 1, 0, 0, 0, 0);
INSERT INTO business_messaging.counter_slots VALUES ('golden-simulator', 7, 1, 0, 0, 0, 0);
INSERT INTO business_messaging.counter_slots VALUES ('golden-cloud', 10, 3, 0, 0, 0, 0);
INSERT INTO business_messaging.counter_slots VALUES ('golden-cloud', 13, 1, 0, 0, 0, 0);
INSERT INTO business_messaging.counter_slots VALUES ('golden-cloud', 14, 1, 0, 0, 0, 0);
INSERT INTO business_messaging.counter_slots VALUES ('golden-cloud', 11, 2, 0, 0, 0, 0);


--
-- Data for Name: erasures; Type: TABLE DATA; Schema: business_messaging; Owner: -
--

INSERT INTO business_messaging.erasures VALUES ('034657c21ed9d81580c5d80c3968025c375c90375400bce3423796445646c79d', '00000000-0000-4000-8000-000000000034', '2026-10-05T12:56:00.000Z');
INSERT INTO business_messaging.erasures VALUES ('060933d130569031f2ae6775cfc622a775d1f59abf96ac82d8e8f6eac4248c7e', '00000000-0000-4000-8000-000000000034', '2026-10-05T12:56:00.000Z');
INSERT INTO business_messaging.erasures VALUES ('7e56a05ba7d3ec58e19c59e41c97ae2b25cbb3b6a4883920dbbcc97a35e57f30', '00000000-0000-4000-8000-000000000035', '2026-10-05T12:57:00.000Z');
INSERT INTO business_messaging.erasures VALUES ('51aa740405ecaa43ad9fbd04a5de55d97c75c6efd63a55152fa365be1ac453f2', '00000000-0000-4000-8000-000000000035', '2026-10-05T12:57:00.000Z');


--
-- Data for Name: inbox; Type: TABLE DATA; Schema: business_messaging; Owner: -
--

INSERT INTO business_messaging.inbox VALUES ('golden-cloud', 'message', 'FFn3t0UZNJB4EeOIcj4jpzfQCvjUsrrljrGkRBKOLQg', 'message', '2026-10-05T12:01:00.000Z', 0, 'boot-living', '2026-10-05T12:01:00.000Z', NULL, 0);
INSERT INTO business_messaging.inbox VALUES ('golden-cloud', 'message', 'a7xzRDtL9D-1QuzbCYhC0CWkbBkHwZVpHjiz4zX3FNs', 'message', '2026-10-05T12:01:00.000Z', 1, 'boot-living', '2026-10-05T12:01:00.000Z', NULL, 0);
INSERT INTO business_messaging.inbox VALUES ('golden-infobip', 'message', 'EZHVDgUqKO_GF3RBxAmxGugKzZsI2ZgTVNUUqzRleIE', 'message', '2026-10-05T12:03:00.000Z', 0, 'boot-living', '2026-10-05T12:03:00.000Z', '{"event":"message","id":"wamid.GOLDEN3","provider":"infobip","channel":"viber","timestamp":"2026-10-05T12:03:00.000Z","contact":{"id":"5531988880003","phone":"+5531988880003","name":"Carla"},"business":{"id":"PadariaSol","name":"Padaria Sol"},"message":{"id":"wamid.GOLDEN3","type":"text","text":"Quero um bolo"},"customer":{},"conversation":{"key":"00000000-0000-4000-8000-000000000006","handler":"bot","isFirstMessage":true}}', 0);
INSERT INTO business_messaging.inbox VALUES ('golden-blip', 'message', 'pVd7xa9yVNnkEVMpNj9JyeA63Vhvm8I3Quw3lk_5-3k', 'message', '2026-10-05T12:04:00.000Z', 0, 'boot-living', '2026-10-05T12:04:00.000Z', '{"event":"message","id":"wamid.GOLDEN4","provider":"blip","channel":"messenger","timestamp":"2026-10-05T12:04:00.000Z","contact":{"id":"7788990011@messenger.gw.msging.net","name":"Davi"},"business":{"id":"padaria@msging.net"},"message":{"id":"wamid.GOLDEN4","type":"text","text":"Olá"},"customer":{},"conversation":{"key":"00000000-0000-4000-8000-000000000008","handler":"bot","windowExpiresAt":"2026-10-06T12:04:00.000Z","isFirstMessage":true}}', 0);
INSERT INTO business_messaging.inbox VALUES ('golden-blip', 'message', 'q8ArIh70R8yejp5kRakbywzUq5d9okpWNGujzMiWlI0', 'message', '2026-10-05T12:04:00.000Z', 1, 'boot-living', '2026-10-05T12:04:00.000Z', '{"event":"message","id":"wamid.GOLDEN5","provider":"blip","channel":"telegram","timestamp":"2026-10-05T12:04:00.000Z","contact":{"id":"5566778899@telegram.gw.msging.net"},"business":{"id":"padaria@msging.net"},"message":{"id":"wamid.GOLDEN5","type":"text","text":"Oi"},"customer":{},"conversation":{"key":"00000000-0000-4000-8000-000000000010","handler":"bot","windowExpiresAt":"2026-10-06T12:04:00.000Z","isFirstMessage":true}}', 0);
INSERT INTO business_messaging.inbox VALUES ('golden-botmaker', 'message', 'CwFk02W3eov98sYVssuiWDsUIrTFA1o-IcwSkfd-29o', 'message', '2026-10-05T12:05:00.000Z', 0, 'boot-living', '2026-10-05T12:05:00.000Z', '{"event":"message","id":"wamid.GOLDEN6","provider":"botmaker","channel":"instagram","timestamp":"2026-10-05T12:05:00.000Z","contact":{"id":"ELISA123","username":"elisa.sol"},"business":{"id":"padaria-instagram"},"message":{"id":"wamid.GOLDEN6","type":"text","text":"Tem pão?"},"customer":{},"conversation":{"key":"00000000-0000-4000-8000-000000000012","handler":"bot","windowExpiresAt":"2026-10-06T12:05:00.000Z","isFirstMessage":true}}', 0);
INSERT INTO business_messaging.inbox VALUES ('golden-architect', 'message', 'NzhADO2-0lybA20DVEp6lwkGkgUrcYKx6UP08zNExXM', 'message', '2026-10-05T12:06:00.000Z', 0, 'boot-living', '2026-10-05T12:06:00.000Z', NULL, 0);
INSERT INTO business_messaging.inbox VALUES ('golden-cloud', 'consent', 'hb2Bwf1xDQSRO1UmysVFCwV5pDC1k0JWOagB-6wgfI0', 'consent', '2026-10-05T12:11:00.000Z', 0, 'boot-living', '2026-10-05T12:11:00.000Z', NULL, 0);
INSERT INTO business_messaging.inbox VALUES ('golden-cloud', 'consent', '7DQUyfh7sfLRq8dvBvSlRmDal9Kl_qi2459hpU-SXDQ', 'consent', '2026-10-05T12:11:00.000Z', 1, 'boot-living', '2026-10-05T12:11:00.000Z', NULL, 0);
INSERT INTO business_messaging.inbox VALUES ('golden-infobip', 'consent', 'ulPgr43vdpaer_NkChY0KVSD--m0YTcmzQUlxTSFu6A', 'consent', '2026-10-05T12:13:00.000Z', 0, 'boot-living', '2026-10-05T12:13:00.000Z', NULL, 0);
INSERT INTO business_messaging.inbox VALUES ('golden-infobip', 'consent', '5emGaYfGMWeg93844IQhcOje4kmWalb2-llxC9j96sI', 'consent', '2026-10-05T12:13:00.000Z', 1, 'boot-living', '2026-10-05T12:13:00.000Z', NULL, 0);
INSERT INTO business_messaging.inbox VALUES ('golden-blip', 'consent', 'RDNwo7GvtUWExpbqibALItzquSpldH5CeXE_4ZjWrN0', 'consent', '2026-10-05T12:14:00.000Z', 0, 'boot-living', '2026-10-05T12:14:00.000Z', NULL, 0);
INSERT INTO business_messaging.inbox VALUES ('golden-cloud', 'status', 'fQdp8KSTt1obKcQ5ons9nVwV3DwkFotYX960PIS2SXY', 'status', '2026-10-05T12:38:00.000Z', 2, 'boot-living', '2026-10-05T12:38:00.000Z', NULL, 0);
INSERT INTO business_messaging.inbox VALUES ('golden-cloud', 'status', 'xoVEd0mHHBA_iPaZjA9aUp7YLEV9mH84RvkDkefw-Vo', 'status', '2026-10-05T12:38:00.000Z', 0, 'boot-living', '2026-10-05T12:38:00.000Z', NULL, 0);
INSERT INTO business_messaging.inbox VALUES ('golden-cloud', 'status', 'AgE5uuygPmLF0qog7ZgWUP0jGqJxvip4SZ7oFfLLwVM', 'status', '2026-10-05T12:38:00.000Z', 3, 'boot-living', '2026-10-05T12:38:00.000Z', NULL, 0);
INSERT INTO business_messaging.inbox VALUES ('golden-cloud', 'status', 'GgUXI2sSFuSNmKl9WMeJBhrJaxW30qs73qJP34M887E', 'status', '2026-10-05T12:38:00.000Z', 1, 'boot-living', '2026-10-05T12:38:00.000Z', NULL, 0);
INSERT INTO business_messaging.inbox VALUES ('golden-cloud', 'status', 'aIENkcUqgUvMPO57lr3v5tqkmEkb1O9GbKOO9a80O00', 'status', '2026-10-05T12:52:00.000Z', 0, 'boot-living', '2026-10-05T12:52:00.000Z', NULL, 0);
INSERT INTO business_messaging.inbox VALUES ('golden-cloud', 'message', 'DT6vZr7idL4bA3F6SurUVgB60bHb51b93GhC6Y9ARjo', 'message', '2026-10-05T12:55:00.000Z', 0, 'boot-living', '2026-10-05T12:55:00.000Z', NULL, 0);
INSERT INTO business_messaging.inbox VALUES ('golden-simulator', 'message', 'upPp13ZNlDhmnuyFLmZ8nJv3HeI8qBMIo3yF4Iqj8Dk', 'message', '2026-10-05T13:00:00.000Z', 0, 'boot-living', '2026-10-05T13:00:00.000Z', '{"event":"message","id":"wamid.GOLDEN19","provider":"simulator","channel":"whatsapp","timestamp":"2026-10-05T13:00:00.000Z","contact":{"id":"5511900000001","phone":"+5511900000001","name":"Visitor"},"business":{"id":"golden-shop","name":"Golden Shop"},"message":{"id":"wamid.GOLDEN19","type":"text","text":"hi"},"customer":{},"conversation":{"key":"00000000-0000-4000-8000-000000000037","handler":"bot","windowExpiresAt":"2026-10-06T13:00:00.000Z","isFirstMessage":true}}', 0);
INSERT INTO business_messaging.inbox VALUES ('golden-cloud', 'message', 'gq5x-D4lW7a9K1ooO_-Pi4kQNVrJHbR2ibdD-ZKoWQo', 'message', '2026-10-05T13:10:00.000Z', 0, 'boot-dead', '2026-10-05T13:10:00.000Z', '{"event":"message","id":"wamid.GOLDEN20","provider":"whatsappCloud","channel":"whatsapp","timestamp":"2026-10-05T13:10:00.000Z","contact":{"id":"5511988880001","phone":"+5511988880001"},"business":{"id":"106540352242922","phone":"+551140000001","name":"Padaria Sol"},"raw":{"entry":[1]},"message":{"id":"wamid.GOLDEN20","type":"text","text":"Tem bolo de milho?"},"customer":{"tier":"gold","tags":["wholesale","sao-paulo"],"language":"pt-BR","attributes":{"birthday":"1990-05-01","orders":12,"address":{"city":"Santos"}},"customerId":"C-1001"},"conversation":{"key":"00000000-0000-4000-8000-000000000002","handler":"bot","windowExpiresAt":"2026-10-06T13:10:00.000Z","isFirstMessage":false}}', 0);
INSERT INTO business_messaging.inbox VALUES ('golden-cloud', 'buttonClick', 'B8s9FwJ5XE_YWiXLRzm5fkMn42Sq5txv6LYW7IrS4zU', 'buttonClick', '2026-10-05T13:10:00.000Z', 1, 'boot-dead', '2026-10-05T13:10:00.000Z', '{"event":"buttonClick","id":"wamid.GOLDEN21","provider":"whatsappCloud","channel":"whatsapp","timestamp":"2026-10-05T13:10:00.000Z","contact":{"id":"5511988880001","phone":"+5511988880001"},"business":{"id":"106540352242922","phone":"+551140000001","name":"Padaria Sol"},"button":{"id":"order","title":"Encomendar","kind":"button","messageId":"wamid.read"},"message":{"id":"wamid.tap","type":"text","text":"Encomendar"},"customer":{"tier":"gold","tags":["wholesale","sao-paulo"],"language":"pt-BR","attributes":{"birthday":"1990-05-01","orders":12,"address":{"city":"Santos"}},"customerId":"C-1001"},"conversation":{"key":"00000000-0000-4000-8000-000000000002","handler":"bot","windowExpiresAt":"2026-10-06T13:10:00.000Z","isFirstMessage":false}}', 0);
INSERT INTO business_messaging.inbox VALUES ('golden-cloud', 'message', 'LALME4nYatLi0qjYOSKHsrLLX-JfyK_EZD2ASApIeK8', 'message', '2026-10-05T13:10:00.000Z', 0, 'boot-living', '2026-10-05T13:10:00.000Z', '{"event":"message","id":"wamid.GOLDEN22","provider":"whatsappCloud","channel":"whatsapp","timestamp":"2026-10-05T13:10:00.000Z","contact":{"id":"552188880002","phone":"+552188880002"},"business":{"id":"106540352242922","phone":"+551140000001","name":"Padaria Sol"},"message":{"id":"wamid.GOLDEN22","type":"text","text":"Vocês abrem hoje?"},"customer":{},"conversation":{"key":"00000000-0000-4000-8000-000000000004","handler":"bot","windowExpiresAt":"2026-10-06T13:10:00.000Z","isFirstMessage":false}}', 0);
INSERT INTO business_messaging.inbox VALUES ('golden-cloud', 'message', 'hrL-ccK0MlGbtYvwA9J5kyZN2vwf3-qYw5tgoU2ihj4', 'message', '2026-10-05T13:10:00.000Z', 0, 'not-begun:boot-living', '2026-10-05T13:10:00.000Z', '{"event":"message","id":"wamid.GOLDEN23","provider":"whatsappCloud","channel":"whatsapp","timestamp":"2026-10-05T13:10:00.000Z","contact":{"id":"5551988880005","phone":"+5551988880005"},"business":{"id":"106540352242922","phone":"+551140000001","name":"Padaria Sol"},"message":{"id":"wamid.place","type":"location","text":"","location":{"latitude":-23.55,"longitude":-46.63,"name":"Praça"}},"customer":{},"conversation":{"key":"00000000-0000-4000-8000-000000000017","handler":"bot","windowExpiresAt":"2026-10-06T13:10:00.000Z","isFirstMessage":true}}', 0);
INSERT INTO business_messaging.inbox VALUES ('golden-cloud', 'account', 'DwBbjGkkUR5HsRVr5VriH8hPOQApp90ir0kFN7RxvGM', 'account', '2026-10-05T13:10:00.000Z', 0, 'boot-living', '2026-10-05T13:10:00.000Z', '{"event":"account","id":"wamid.GOLDEN24","provider":"whatsappCloud","channel":"whatsapp","timestamp":"2026-10-05T13:10:00.000Z","contact":{"id":""},"business":{"id":"106540352242922","phone":"+551140000001","name":"Padaria Sol"},"account":{"type":"templateStatus","name":"order_ready","status":"APPROVED"}}', 0);
INSERT INTO business_messaging.inbox VALUES ('golden-cloud', 'handover', '7wjAA_QIp6zkhRsszq-sXqUaZXt8FKBzrzlUX0fyDJo', 'handover', '2026-10-05T13:10:00.000Z', 1, 'boot-living', '2026-10-05T13:10:00.000Z', '{"event":"handover","id":"wamid.GOLDEN25","provider":"chatArchitect","channel":"whatsapp","timestamp":"2026-10-05T13:10:00.000Z","contact":{"id":"5541988880004","phone":"+5541988880004"},"business":{"id":"551140000003"},"handover":{"direction":"toHuman","service":"Financeiro","ticketId":"T-77"},"customer":{},"conversation":{"key":"00000000-0000-4000-8000-000000000014","handler":"human","handlerUntil":"2026-10-05T14:10:00.000Z","service":"Financeiro","windowExpiresAt":"2026-10-06T12:06:00.000Z","isFirstMessage":false}}', 0);


--
-- Data for Name: installation; Type: TABLE DATA; Schema: business_messaging; Owner: -
--

INSERT INTO business_messaging.installation VALUES ('secret', '6104e761e4b12470b55e0c1368422343cff141bce8485f163979ef36d151446c');


--
-- Data for Name: messages; Type: TABLE DATA; Schema: business_messaging; Owner: -
--

INSERT INTO business_messaging.messages VALUES ('whatsappCloud', 'wamid.accepted', '00000000-0000-4000-8000-000000000001', 'text', 'accepted', 0, 'order-1', NULL, NULL, NULL, '2026-10-05T12:30:00.000Z', '106540352242922', NULL, NULL, NULL, 0);
INSERT INTO business_messaging.messages VALUES ('whatsappCloud', 'wamid.sent', '00000000-0000-4000-8000-000000000001', 'text', 'sent', 1, NULL, NULL, NULL, NULL, '2026-10-05T12:31:00.000Z', '106540352242922', NULL, NULL, NULL, 0);
INSERT INTO business_messaging.messages VALUES ('whatsappCloud', 'wamid.failed', '00000000-0000-4000-8000-000000000016', 'text', 'failed', 2, NULL, NULL, NULL, '{"code":"131026","title":"Not delivered","reason":"The number is not on WhatsApp.","remedy":"Check the number.","retry":"no"}', '2026-10-05T12:35:00.000Z', '106540352242922', NULL, '131026', 'Not delivered', 0);
INSERT INTO business_messaging.messages VALUES ('whatsappCloud', 'local:unknown', '00000000-0000-4000-8000-000000000016', 'text', 'unknown', -1, NULL, NULL, NULL, '{"code":"timeout","title":"No answer came in time"}', '2026-10-05T12:36:00.000Z', '106540352242922', NULL, 'timeout', 'No answer came in time', 0);
INSERT INTO business_messaging.messages VALUES ('whatsappCloud', 'local:blocked', '00000000-0000-4000-8000-000000000003', 'text', 'blocked', -1, NULL, NULL, NULL, '{"code":"optedOut","title":"The customer opted out"}', '2026-10-05T12:37:00.000Z', '106540352242922', NULL, 'optedOut', 'The customer opted out', 0);
INSERT INTO business_messaging.messages VALUES ('whatsappCloud', 'wamid.delivered', '00000000-0000-4000-8000-000000000001', 'text', 'delivered', 3, NULL, NULL, NULL, NULL, '2026-10-05T12:32:00.000Z', '106540352242922', NULL, NULL, NULL, 0);
INSERT INTO business_messaging.messages VALUES ('whatsappCloud', 'wamid.read', '00000000-0000-4000-8000-000000000001', 'template', 'read', 4, NULL, 'order_ready', NULL, NULL, '2026-10-05T12:33:00.000Z', '106540352242922', 'utility', NULL, NULL, 1);
INSERT INTO business_messaging.messages VALUES ('whatsappCloud', 'wamid.deleted', '00000000-0000-4000-8000-000000000001', 'text', 'deleted', 5, NULL, NULL, NULL, NULL, '2026-10-05T12:34:00.000Z', '106540352242922', NULL, NULL, NULL, 0);
INSERT INTO business_messaging.messages VALUES ('whatsappCloud', 'wamid.early', '00000000-0000-4000-8000-000000000001', 'unknown', 'sent', 1, NULL, NULL, NULL, NULL, '2026-10-05T12:38:00.000Z', NULL, NULL, NULL, NULL, NULL);
INSERT INTO business_messaging.messages VALUES ('whatsappCloud', 'wamid.campaign-ana', '00000000-0000-4000-8000-000000000001', 'template', 'read', 4, NULL, 'october_offer', 'october', NULL, '2026-10-05T12:51:00.000Z', '106540352242922', 'marketing', NULL, NULL, 1);
INSERT INTO business_messaging.messages VALUES ('blip', 'blip-campaign-hugo', '00000000-0000-4000-8000-000000000009', 'template', 'accepted', 0, NULL, 'october_offer', 'october', NULL, '2026-10-05T12:51:00.000Z', 'padaria@msging.net', 'marketing', NULL, NULL, 1);


--
-- Data for Name: owners; Type: TABLE DATA; Schema: business_messaging; Owner: -
--

INSERT INTO business_messaging.owners VALUES ('boot-dead', 'host-b', 202, '2026-10-05T13:10:00.000Z');
INSERT INTO business_messaging.owners VALUES ('not-begun:boot-living', 'host-a', 101, '2026-10-05T13:10:00.000Z');
INSERT INTO business_messaging.owners VALUES ('boot-living', 'host-a', 101, '2026-10-05T13:11:00.000Z');


--
-- Data for Name: pacing; Type: TABLE DATA; Schema: business_messaging; Owner: -
--

INSERT INTO business_messaging.pacing VALUES ('whatsappCloud:106540352242922', 1791205800012.5);


--
-- Data for Name: simulator_businesses; Type: TABLE DATA; Schema: business_messaging; Owner: -
--

INSERT INTO business_messaging.simulator_businesses VALUES ('golden-shop', 'Golden Shop', 90000000, 8, '2026-10-05T13:05:00.000Z');
INSERT INTO business_messaging.simulator_businesses VALUES ('golden-corner', NULL, 0, 1, '2026-10-05T12:10:00.000Z');


--
-- Data for Name: simulator_entries; Type: TABLE DATA; Schema: business_messaging; Owner: -
--

INSERT INTO business_messaging.simulator_entries VALUES ('golden-shop', 1, 1, 'sim-1', '5511900000001', 'customer', '{"kind":"inbound","message":{"type":"text","text":"hi"}}', NULL, '2026-10-05T13:00:00.000Z');
INSERT INTO business_messaging.simulator_entries VALUES ('golden-shop', 2, 3, 'sim-2', '5511900000001', 'bot', '{"kind":"outbound","message":{"type":"buttons","text":"Menu","buttons":[{"id":"order","title":"Order"}]}}', 'read', '2026-10-05T13:00:00.000Z');
INSERT INTO business_messaging.simulator_entries VALUES ('golden-shop', 4, 4, 'sim-3', '5511900000001', 'customer', '{"kind":"tap","button":{"id":"order","title":"Order","kind":"button","messageId":"sim-2"}}', NULL, '2026-10-05T13:01:00.000Z');
INSERT INTO business_messaging.simulator_entries VALUES ('golden-shop', 5, 5, 'sim-4', '5511900000001', 'customer', '{"kind":"inbound","message":{"type":"image","text":"like this","media":{"content":"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==","mimeType":"image/png","fileName":"cake.png"}}}', NULL, '2026-10-05T13:02:00.000Z');
INSERT INTO business_messaging.simulator_entries VALUES ('golden-shop', 6, 6, 'sim-5', '5511900000001', 'human', '{"kind":"outbound","message":{"type":"text","text":"With pleasure"}}', 'sent', '2026-10-05T13:03:00.000Z');
INSERT INTO business_messaging.simulator_entries VALUES ('golden-shop', 7, 7, 'sim-6', '5511900000002', 'customer', '{"kind":"customer","name":"Second Visitor"}', NULL, '2026-10-05T13:04:00.000Z');
INSERT INTO business_messaging.simulator_entries VALUES ('golden-shop', 8, 8, 'sim-7', '5511900000002', 'customer', '{"kind":"consent","state":"optedOut","scope":"all"}', NULL, '2026-10-05T13:05:00.000Z');
INSERT INTO business_messaging.simulator_entries VALUES ('golden-corner', 1, 1, 'sim-8', '5511900000003', 'customer', '{"kind":"inbound","message":{"type":"text","text":"oi"}}', NULL, '2026-10-05T12:10:00.000Z');


--
-- Data for Name: store_migration_lock; Type: TABLE DATA; Schema: business_messaging; Owner: -
--

INSERT INTO business_messaging.store_migration_lock VALUES ('migration_lock', 0);


--
-- Data for Name: store_migrations; Type: TABLE DATA; Schema: business_messaging; Owner: -
--

INSERT INTO business_messaging.store_migrations VALUES ('0001-first-tables', '2026-11-30T09:23:40.619Z');
INSERT INTO business_messaging.store_migrations VALUES ('0002-installation-secret', '2026-11-30T09:23:40.624Z');
INSERT INTO business_messaging.store_migrations VALUES ('0003-counter-slots', '2026-11-30T09:23:40.634Z');
INSERT INTO business_messaging.store_migrations VALUES ('0004-campaigns', '2026-11-30T09:23:40.649Z');
INSERT INTO business_messaging.store_migrations VALUES ('0005-erasures', '2026-11-30T09:23:40.653Z');
INSERT INTO business_messaging.store_migrations VALUES ('0006-pacing', '2026-11-30T09:23:40.660Z');
INSERT INTO business_messaging.store_migrations VALUES ('0007-refused-webhooks', '2026-11-30T09:23:40.665Z');
INSERT INTO business_messaging.store_migrations VALUES ('0008-abandoned-events', '2026-11-30T09:23:40.666Z');


--
-- Name: campaign_sends campaign_sends_pkey; Type: CONSTRAINT; Schema: business_messaging; Owner: -
--

ALTER TABLE ONLY business_messaging.campaign_sends
    ADD CONSTRAINT campaign_sends_pkey PRIMARY KEY (id);


--
-- Name: consents consents_pkey; Type: CONSTRAINT; Schema: business_messaging; Owner: -
--

ALTER TABLE ONLY business_messaging.consents
    ADD CONSTRAINT consents_pkey PRIMARY KEY (id);


--
-- Name: contact_addresses contact_addresses_key; Type: CONSTRAINT; Schema: business_messaging; Owner: -
--

ALTER TABLE ONLY business_messaging.contact_addresses
    ADD CONSTRAINT contact_addresses_key PRIMARY KEY (audience, channel, address);


--
-- Name: contacts contacts_pkey; Type: CONSTRAINT; Schema: business_messaging; Owner: -
--

ALTER TABLE ONLY business_messaging.contacts
    ADD CONSTRAINT contacts_pkey PRIMARY KEY (id);


--
-- Name: conversations conversations_ends; Type: CONSTRAINT; Schema: business_messaging; Owner: -
--

ALTER TABLE ONLY business_messaging.conversations
    ADD CONSTRAINT conversations_ends UNIQUE (contact_id, provider, business_id);


--
-- Name: conversations conversations_pkey; Type: CONSTRAINT; Schema: business_messaging; Owner: -
--

ALTER TABLE ONLY business_messaging.conversations
    ADD CONSTRAINT conversations_pkey PRIMARY KEY (id);


--
-- Name: counter_slots counter_slots_key; Type: CONSTRAINT; Schema: business_messaging; Owner: -
--

ALTER TABLE ONLY business_messaging.counter_slots
    ADD CONSTRAINT counter_slots_key PRIMARY KEY (trigger_id, slot);


--
-- Name: erasures erasures_key; Type: CONSTRAINT; Schema: business_messaging; Owner: -
--

ALTER TABLE ONLY business_messaging.erasures
    ADD CONSTRAINT erasures_key PRIMARY KEY (hash, id);


--
-- Name: inbox inbox_key; Type: CONSTRAINT; Schema: business_messaging; Owner: -
--

ALTER TABLE ONLY business_messaging.inbox
    ADD CONSTRAINT inbox_key PRIMARY KEY (trigger_id, event_id, event_kind);


--
-- Name: installation installation_pkey; Type: CONSTRAINT; Schema: business_messaging; Owner: -
--

ALTER TABLE ONLY business_messaging.installation
    ADD CONSTRAINT installation_pkey PRIMARY KEY (name);


--
-- Name: messages messages_key; Type: CONSTRAINT; Schema: business_messaging; Owner: -
--

ALTER TABLE ONLY business_messaging.messages
    ADD CONSTRAINT messages_key PRIMARY KEY (provider, message_id);


--
-- Name: owners owners_pkey; Type: CONSTRAINT; Schema: business_messaging; Owner: -
--

ALTER TABLE ONLY business_messaging.owners
    ADD CONSTRAINT owners_pkey PRIMARY KEY (boot_id);


--
-- Name: pacing pacing_pkey; Type: CONSTRAINT; Schema: business_messaging; Owner: -
--

ALTER TABLE ONLY business_messaging.pacing
    ADD CONSTRAINT pacing_pkey PRIMARY KEY (stream);


--
-- Name: simulator_businesses simulator_businesses_pkey; Type: CONSTRAINT; Schema: business_messaging; Owner: -
--

ALTER TABLE ONLY business_messaging.simulator_businesses
    ADD CONSTRAINT simulator_businesses_pkey PRIMARY KEY (id);


--
-- Name: simulator_entries simulator_entries_key; Type: CONSTRAINT; Schema: business_messaging; Owner: -
--

ALTER TABLE ONLY business_messaging.simulator_entries
    ADD CONSTRAINT simulator_entries_key PRIMARY KEY (business_id, sequence);


--
-- Name: store_migration_lock store_migration_lock_pkey; Type: CONSTRAINT; Schema: business_messaging; Owner: -
--

ALTER TABLE ONLY business_messaging.store_migration_lock
    ADD CONSTRAINT store_migration_lock_pkey PRIMARY KEY (id);


--
-- Name: store_migrations store_migrations_pkey; Type: CONSTRAINT; Schema: business_messaging; Owner: -
--

ALTER TABLE ONLY business_messaging.store_migrations
    ADD CONSTRAINT store_migrations_pkey PRIMARY KEY (name);


--
-- Name: campaign_sends_at; Type: INDEX; Schema: business_messaging; Owner: -
--

CREATE INDEX campaign_sends_at ON business_messaging.campaign_sends USING btree (at);


--
-- Name: campaign_sends_campaign; Type: INDEX; Schema: business_messaging; Owner: -
--

CREATE INDEX campaign_sends_campaign ON business_messaging.campaign_sends USING btree (campaign, at);


--
-- Name: campaign_sends_contact; Type: INDEX; Schema: business_messaging; Owner: -
--

CREATE INDEX campaign_sends_contact ON business_messaging.campaign_sends USING btree (contact_id, campaign);


--
-- Name: campaign_sends_template; Type: INDEX; Schema: business_messaging; Owner: -
--

CREATE INDEX campaign_sends_template ON business_messaging.campaign_sends USING btree (template_name, at);


--
-- Name: consents_latest; Type: INDEX; Schema: business_messaging; Owner: -
--

CREATE INDEX consents_latest ON business_messaging.consents USING btree (contact_id, scope, at, number);


--
-- Name: consents_source_event; Type: INDEX; Schema: business_messaging; Owner: -
--

CREATE UNIQUE INDEX consents_source_event ON business_messaging.consents USING btree (source_event);


--
-- Name: contact_addresses_contact; Type: INDEX; Schema: business_messaging; Owner: -
--

CREATE INDEX contact_addresses_contact ON business_messaging.contact_addresses USING btree (contact_id);


--
-- Name: inbox_kept; Type: INDEX; Schema: business_messaging; Owner: -
--

CREATE INDEX inbox_kept ON business_messaging.inbox USING btree (owner, held_since) WHERE (payload IS NOT NULL);


--
-- Name: inbox_received_at; Type: INDEX; Schema: business_messaging; Owner: -
--

CREATE INDEX inbox_received_at ON business_messaging.inbox USING btree (received_at);


--
-- Name: messages_at; Type: INDEX; Schema: business_messaging; Owner: -
--

CREATE INDEX messages_at ON business_messaging.messages USING btree (at);


--
-- Name: messages_business; Type: INDEX; Schema: business_messaging; Owner: -
--

CREATE INDEX messages_business ON business_messaging.messages USING btree (provider, business_id, at);


--
-- Name: messages_contact; Type: INDEX; Schema: business_messaging; Owner: -
--

CREATE INDEX messages_contact ON business_messaging.messages USING btree (contact_id);


--
-- Name: messages_provider; Type: INDEX; Schema: business_messaging; Owner: -
--

CREATE INDEX messages_provider ON business_messaging.messages USING btree (provider, at);


--
-- Name: messages_template; Type: INDEX; Schema: business_messaging; Owner: -
--

CREATE INDEX messages_template ON business_messaging.messages USING btree (provider, template_name, at);


--
-- Name: pacing_conforms_at; Type: INDEX; Schema: business_messaging; Owner: -
--

CREATE INDEX pacing_conforms_at ON business_messaging.pacing USING btree (conforms_at);


--
-- Name: simulator_entries_at; Type: INDEX; Schema: business_messaging; Owner: -
--

CREATE INDEX simulator_entries_at ON business_messaging.simulator_entries USING btree (at);


--
-- Name: simulator_entries_changed; Type: INDEX; Schema: business_messaging; Owner: -
--

CREATE INDEX simulator_entries_changed ON business_messaging.simulator_entries USING btree (business_id, changed);


--
-- Name: simulator_entries_message; Type: INDEX; Schema: business_messaging; Owner: -
--

CREATE INDEX simulator_entries_message ON business_messaging.simulator_entries USING btree (business_id, message_id);


--
-- Name: campaign_sends campaign_sends_contact_id_fkey; Type: FK CONSTRAINT; Schema: business_messaging; Owner: -
--

ALTER TABLE ONLY business_messaging.campaign_sends
    ADD CONSTRAINT campaign_sends_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES business_messaging.contacts(id) ON DELETE SET NULL;


--
-- Name: consents consents_contact_id_fkey; Type: FK CONSTRAINT; Schema: business_messaging; Owner: -
--

ALTER TABLE ONLY business_messaging.consents
    ADD CONSTRAINT consents_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES business_messaging.contacts(id) ON DELETE CASCADE;


--
-- Name: contact_addresses contact_addresses_contact_id_fkey; Type: FK CONSTRAINT; Schema: business_messaging; Owner: -
--

ALTER TABLE ONLY business_messaging.contact_addresses
    ADD CONSTRAINT contact_addresses_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES business_messaging.contacts(id) ON DELETE CASCADE;


--
-- Name: conversations conversations_contact_id_fkey; Type: FK CONSTRAINT; Schema: business_messaging; Owner: -
--

ALTER TABLE ONLY business_messaging.conversations
    ADD CONSTRAINT conversations_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES business_messaging.contacts(id) ON DELETE CASCADE;


--
-- Name: messages messages_contact_id_fkey; Type: FK CONSTRAINT; Schema: business_messaging; Owner: -
--

ALTER TABLE ONLY business_messaging.messages
    ADD CONSTRAINT messages_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES business_messaging.contacts(id) ON DELETE CASCADE;


--
-- PostgreSQL database dump complete
--


