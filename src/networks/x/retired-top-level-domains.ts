/** Top-level domains that no longer exist but did when X's text rules were written: X still takes them for URLs. */
export const RETIRED_TOP_LEVEL_DOMAINS: readonly string[] = `
诺基亚 珠宝 手表 工行 大众汽车 موبايلي اتصالات zippo xperia xfinity warman vuelos volkswagen vistaprint vista uconnect
travelchannel tiffany telefonica telecity symantec swiftcover statoil starhub srt spreadbetting spiegel shriram showtime
shaw ses scor scjohnson sca sapo rocher rmit rightathome redstone raid qvc pramerica piaget passagens panerai
pamperedchef orientexpress onyourside oldnavy off northwesternmutual newholland natura nationwide nadex mutuelle mutual
mtpc movistar mopar montblanc mobily metlife meo mcdonalds mcd maserati macys lupin loft lixil lipsy linde liaison
lancome lancia lancaster ladbrokes kinder kerrylogistics jlc jcp iwc iveco iselect intel iinet htc hoteles honeywell hgtv
guardian goodhands glade fujixerox frontdoor foodnetwork flsmidth fiat everbank etisalat esurance epost duns dunlop duck
doosan doha dodge dabur csc cookingchannel comcast cityeats chrysler chloe ceb cbs caseih cartier cancerresearch bugatti
budapest boots bnl blanco bentley bananarepublic avianca alfaromeo aigo afamilycompany adac active abarth onion um tp mf
eh bq bl an
`
  .trim()
  .split(/\s+/);
