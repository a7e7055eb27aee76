select tenancy.assert_protected('crm.pipeline');
select tenancy.assert_protected('crm.stage');
